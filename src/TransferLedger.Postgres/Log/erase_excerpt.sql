-- Erases the quote of entry $1 for good; erasing twice changes nothing. Where there is none, an empty row keeps its place, so
-- that an import which began before cannot bring it back. Leans on excerpts_id_key.
insert into ledger.excerpts as quote (id, salt, text) values ($1, null, null)
on conflict (id) do update set salt = null, text = null where quote.salt is not null
