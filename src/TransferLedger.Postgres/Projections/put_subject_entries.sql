-- Adds entries to subjects, under figures with the statements that they name, apart by U+001F; one that is known stays. Leans on
-- subject_entries_key.
insert into projections.subject_entries_{g} (subject, position, statements)
select * from unnest($1::text[], $2::bigint[], $3::text[])
on conflict do nothing
