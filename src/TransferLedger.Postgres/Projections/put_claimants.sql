-- Adds claimants; one that is known keeps the earlier day. Leans on claimants_claimant_key.
insert into projections.claimants_{g} as known (claimant, first_said, words)
select * from unnest($1::text[], $2::date[], $3::text[])
on conflict (claimant) do update set first_said = excluded.first_said where excluded.first_said < known.first_said
