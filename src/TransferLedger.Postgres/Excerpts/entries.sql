-- The entries of ids $1. Leans on entries_id_key.
select id, bytes from ledger.entries where id = any($1)
