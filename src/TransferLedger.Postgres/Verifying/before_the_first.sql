-- The first $1 positions before that of the first entry. Leans on entries_position_key.
select position from ledger.entries where position < 0 order by position desc limit $1
