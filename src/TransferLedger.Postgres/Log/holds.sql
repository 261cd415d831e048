-- Whether the entry at position $1 has the leaf hash $2. Leans on entries_position_key.
select exists (select from ledger.entries where position = $1 and leaf = $2)
