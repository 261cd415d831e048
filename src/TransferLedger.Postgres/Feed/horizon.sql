-- Where the feed ends. Leans on bookmarks_name_key.
select next_position, next_index from feed.bookmarks where name = 'feed'
