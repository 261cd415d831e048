-- Adds corridors; one that is known keeps the earlier day. Leans on corridors_corridor_key.
insert into projections.corridors_{g} as known (corridor, first_said, words)
select * from unnest($1::text[], $2::date[], $3::text[])
on conflict (corridor) do update set first_said = excluded.first_said where excluded.first_said < known.first_said
