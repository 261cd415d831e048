-- The quote of entry $1, unless it was erased or the log says that it is to be. Leans on excerpts_id_key, entries_id_key and
-- entries_stream_version_key.
select salt, text from ledger.quotes where id = $1
