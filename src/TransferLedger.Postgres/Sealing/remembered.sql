-- What was signed last for origin $1, and how many seconds ago. Leans on signing_origin_key.
select size, root, note, extract(epoch from ledger.clock() - signed_at)::float8 from ledger.signing where origin = $1
