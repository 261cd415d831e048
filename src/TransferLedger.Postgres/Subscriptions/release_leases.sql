-- Gives leases back ($1, by fencing numbers $2). Leans on bookmarks_name_key.
update feed.bookmarks b
set holder = null, lease_until = null
from unnest($1::text[], $2::bigint[]) as h (id, fence)
where b.name = 'webhook/' || h.id and b.fence = h.fence
