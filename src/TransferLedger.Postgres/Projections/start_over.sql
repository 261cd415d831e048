-- Puts the bookmark back to the beginning and holds it until the commit: a runner that works meanwhile waits for it and goes
-- on from where it then stands. Must run before the read tables are emptied: they are emptied as a later snapshot shows them.
insert into projections.bookmark (name, next, fence) values ('reads', 0, 1)
on conflict (name) do update set next = 0
returning next, fence
