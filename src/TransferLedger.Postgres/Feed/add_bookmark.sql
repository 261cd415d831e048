-- A reader ($1) begins at a place, if it is not known yet. Leans on bookmarks_name_key.
insert into feed.bookmarks (name, next_position, next_index) values ($1, $2, $3)
on conflict on constraint bookmarks_name_key do nothing
