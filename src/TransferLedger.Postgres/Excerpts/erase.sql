-- Erases the quotes of entries $1 for good. Leans on excerpts_id_key.
update ledger.excerpts set salt = null, text = null where id = any($1) and salt is not null
