-- Puts the figures whose claims changed, worked out anew. Leans on figures_figure_key.
insert into projections.figures_{g} (figure, corridor, measure, first_said, position, status, conflicts, estimate, words)
select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::bigint[], $6::text[], $7::int[], $8::jsonb[], $9::text[])
on conflict (figure) do update set
    first_said = excluded.first_said, position = excluded.position, status = excluded.status,
    conflicts = excluded.conflicts, estimate = excluded.estimate
