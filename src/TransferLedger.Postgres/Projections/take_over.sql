-- Makes this runner the one that may move the bookmark, and says where it stands. Leans on bookmark_name_key.
insert into projections.bookmark (name, next, fence) values ('reads', 0, 1)
on conflict (name) do update set fence = bookmark.fence + 1
returning next, fence
