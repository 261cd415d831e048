-- Gives the lease back, so that another worker need not wait for its end. Leans on bookmarks_name_key.
update feed.bookmarks set holder = null, lease_until = null where name = $1 and fence = $2
