-- Adds claimants; one that is known keeps its first spelling and the earlier day. Leans on claimants_claimant_key.
insert into projections.claimants as known (claimant, perspective, first_said, data)
select * from unnest($1::text[], $2::text[], $3::date[], $4::jsonb[])
on conflict (claimant) do update set first_said = excluded.first_said where excluded.first_said < known.first_said
