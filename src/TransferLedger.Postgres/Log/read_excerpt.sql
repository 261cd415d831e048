-- The quote of entry $1, unless it was erased. Leans on excerpts_id_key.
select salt, text from ledger.excerpts where id = $1 and salt is not null
