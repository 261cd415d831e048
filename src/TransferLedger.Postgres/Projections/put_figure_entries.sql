-- Adds entries to figures, with the statements that they name (one text each, apart by U+001F, since arrays of arrays have no
-- unnest by rows); one that is known stays. Leans on figure_entries_key.
insert into projections.figure_entries (figure, position, statements)
select figure, position, string_to_array(statements, E'\x1f')
from unnest($1::text[], $2::bigint[], $3::text[]) as added (figure, position, statements)
on conflict do nothing
