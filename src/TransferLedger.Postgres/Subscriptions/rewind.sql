-- Moves the bookmark of a subscription ($1) to a place ($2, $3), back or forth. The fencing number goes up, so that whoever is
-- delivering is refused. Leans on bookmarks_name_key and subscriptions_id_key.
with moved as (
    update feed.bookmarks
    set next_position = $2, next_index = $3, fence = fence + 1, holder = null, lease_until = null
    where name = 'webhook/' || $1
    returning name
)
update feed.subscriptions s
set round = round + 1, attempts = 0, next_attempt = null, pinned_position = null, pinned_index = null
from moved m
where m.name = 'webhook/' || s.id
