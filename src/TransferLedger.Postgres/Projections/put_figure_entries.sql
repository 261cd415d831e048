-- Adds entries to figures; one that is known stays. Leans on figure_entries_key.
insert into projections.figure_entries (figure, position)
select * from unnest($1::text[], $2::bigint[])
on conflict do nothing
