-- Makes a subscription ($1) active; its delivery is tried at once, with all retries before it. A worker that waits for its next
-- attempt is sent away by the fencing number; one that is delivering is not. Leans on subscriptions_id_key and bookmarks_name_key.
with resumed as (
    update feed.subscriptions s
    set state = 'active', reason = null, attempts = 0, next_attempt = null
    from (select id, next_attempt > clock_timestamp() as waits from feed.subscriptions where id = $1 for update) before
    where s.id = before.id
    returning s.id, before.waits
)
update feed.bookmarks b
set fence = fence + 1, holder = null, lease_until = null
from resumed r
where b.name = 'webhook/' || r.id and r.waits
