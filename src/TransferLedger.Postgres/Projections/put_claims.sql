-- Adds the states of claims. Each stands once: a second row for the same is a bug and fails on claims_claim_since_key.
insert into projections.claims_{g}
    (claim, report, n, position, recorded_at, said, since, last_day, withdrawn, reported_withdrawn, latest, latest_at, type, corridor, figure,
     perspective, claimant, statement, data)
select * from unnest(
    $1::text[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[], $6::date[], $7::date[], $8::date[], $9::boolean[],
    $10::boolean[], $11::bigint[], $12::timestamptz[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[],
    $18::text[], $19::jsonb[])
