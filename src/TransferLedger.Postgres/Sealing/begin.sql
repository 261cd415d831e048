-- Says that nothing was signed for origin $1 yet, root $2 of no entries, before anything is: from then on a row that is not there
-- was taken away. Leans on signing_origin_key.
insert into ledger.signing (origin, size, root, note, signed_at) values ($1, 0, $2, null, ledger.clock())
on conflict (origin) do nothing
