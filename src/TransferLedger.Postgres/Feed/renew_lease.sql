-- Keeps the lease of whoever has the fencing number $2; no row: somebody else has it. Leans on bookmarks_name_key.
update feed.bookmarks set lease_until = clock_timestamp() + $3 where name = $1 and fence = $2 returning fence
