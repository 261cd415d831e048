-- Puts what the log now is in the place of what was signed, or of a row that was taken away: origin $1, size $2, root $3. Refused by
-- signing_never_goes_back unless the same transaction has noted the fork. Leans on signing_origin_key.
insert into ledger.signing (origin, size, root, note, signed_at) values ($1, $2, $3, null, ledger.clock())
on conflict (origin) do update set size = excluded.size, root = excluded.root, note = null
