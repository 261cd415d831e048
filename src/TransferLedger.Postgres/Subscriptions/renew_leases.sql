-- Keeps for a while ($5) the leases that a node has ($1, by fencing numbers $2), and notes how far each has come over what it does
-- not want ($3, $4). What is missing in the answer somebody else has by now. Leans on bookmarks_name_key and subscriptions_id_key.
with renewed as (
    update feed.bookmarks b
    set lease_until = clock_timestamp() + $5,
        next_position = case when (h.position, h.index) > (b.next_position, b.next_index) then h.position else b.next_position end,
        next_index = case when (h.position, h.index) > (b.next_position, b.next_index) then h.index else b.next_index end
    from unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[]) as h (id, fence, position, index)
    where b.name = 'webhook/' || h.id and b.fence = h.fence
    returning h.id
)
select s.id, case when feed.holds_key(s.holder) then s.state else 'paused' end, s.secret,
       case when s.previous_until > clock_timestamp() then s.previous_secret end
from renewed r
join feed.subscriptions s on s.id = r.id
