-- Makes this worker ($2) the one that may move a bookmark ($1) for a while ($3), where nobody else is. A lease that ends later
-- than any can is one from before the clock was set back. Leans on bookmarks_name_key.
update feed.bookmarks
set fence = fence + 1, holder = $2, lease_until = clock_timestamp() + $3
where name = $1
  and (holder is null or lease_until < clock_timestamp() or lease_until > clock_timestamp() + $3)
returning next_position, next_index, fence
