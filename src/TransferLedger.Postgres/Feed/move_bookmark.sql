-- Moves a bookmark ($1), if it stands where its worker left it and nobody else has taken the lease ($2); no row: it does not.
-- Leans on bookmarks_name_key.
update feed.bookmarks
set next_position = $5, next_index = $6, lease_until = clock_timestamp() + $7
where name = $1 and fence = $2 and next_position = $3 and next_index = $4
