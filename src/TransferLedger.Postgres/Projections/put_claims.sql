-- Adds claims. Each stands once: a second row for the same id is a bug and fails on claims_claim_key.
insert into projections.claims
    (claim, report, n, position, recorded_at, said, type, corridor, figure, perspective, claimant, statement, data)
select * from unnest(
    $1::text[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[], $6::date[], $7::text[],
    $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::jsonb[])
