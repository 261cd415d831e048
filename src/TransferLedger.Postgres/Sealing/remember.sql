-- Remembers what is about to be published: origin $1, size $2, root $3, note $4. No row is changed where something newer or
-- something else of that size was signed. Leans on signing_origin_key.
insert into ledger.signing (origin, size, root, note, signed_at) values ($1, $2, $3, $4, ledger.clock())
on conflict (origin) do update
set size = excluded.size, root = excluded.root, note = excluded.note, signed_at = excluded.signed_at
where signing.size < excluded.size or (signing.size = excluded.size and signing.root = excluded.root)
