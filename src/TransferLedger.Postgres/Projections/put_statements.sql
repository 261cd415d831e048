-- Adds statements; one that is known keeps the earlier day. Leans on statements_statement_key.
insert into projections.statements_{g} as known (statement, first_said, words)
select * from unnest($1::text[], $2::date[], $3::text[])
on conflict (statement) do update set first_said = excluded.first_said where excluded.first_said < known.first_said
