-- The entries at some positions of the log. Leans on entries_position_key.
select position, bytes from ledger.entries where position = any ($1)
