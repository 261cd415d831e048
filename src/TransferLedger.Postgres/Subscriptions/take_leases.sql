-- Makes this node ($1) the one that delivers, for a while ($2), to all active subscriptions that no other delivers to and whose
-- holder has a good key. A lease that ends later than any can is one from before the clock was set back. It waits for nobody: what
-- is locked is somebody's. Both rows are locked, so that a bookmark is never taken with retries of another place. Leans on
-- subscriptions_id_key and bookmarks_name_key.
with free as (
    select b.name, s.id
    from feed.subscriptions s
    join feed.bookmarks b on b.name = 'webhook/' || s.id
    where s.state = 'active' and feed.holds_key(s.holder)
      and (b.holder is null or b.lease_until < clock_timestamp() or b.lease_until > clock_timestamp() + $2)
    order by b.name
    for update of b, s skip locked
)
update feed.bookmarks b
set fence = b.fence + 1, holder = $1, lease_until = clock_timestamp() + $2
from free f
join feed.subscriptions s on s.id = f.id
where b.name = f.name
returning s.id, b.fence, b.next_position, b.next_index, s.url, s.types, s.corridors, s.figures, s.perspectives, s.batch, s.on_failure,
          s.round, s.attempts, greatest(s.next_attempt - clock_timestamp(), interval '0'), s.pinned_position, s.pinned_index,
          s.secret, case when s.previous_until > clock_timestamp() then s.previous_secret end
