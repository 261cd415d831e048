-- The quotes of entries $1 that may be read. Leans on excerpts_id_key.
select id, salt, text from ledger.quotes where id = any($1)
