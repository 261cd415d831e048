-- Adds judgements. Each stands once: a second row for the same entry is a bug and fails on judgements_position_key.
insert into projections.judgements_{g} (position, first, second)
select * from unnest($1::bigint[], $2::text[], $3::text[])
