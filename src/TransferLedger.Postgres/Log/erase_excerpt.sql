-- Erases the quote of entry $1 for good; erasing twice changes nothing. Leans on excerpts_id_key.
update ledger.excerpts set salt = null, text = null where id = $1 and salt is not null
