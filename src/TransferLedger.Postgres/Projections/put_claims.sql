-- Adds the states of claims. Each stands once: a second row for the same is a bug and fails on claims_position_since_key.
insert into projections.claims_{g}
    (position, report, n, recorded_at, said, since, last_day, withdrawn, reported_withdrawn, latest, latest_at, type, corridor, figure,
     perspective, claimant, statement, repeats, data)
select * from unnest(
    $1::bigint[], $2::text[], $3::int[], $4::timestamptz[], $5::date[], $6::date[], $7::date[], $8::boolean[], $9::boolean[],
    $10::bigint[], $11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
    $19::jsonb[])
