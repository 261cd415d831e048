-- Adds entries to figures, with the statements that they name, apart by U+001F; one that is known stays. Leans on
-- figure_entries_key.
insert into projections.figure_entries_{g} (figure, position, statements)
select * from unnest($1::text[], $2::bigint[], $3::text[])
on conflict do nothing
