-- The entries of some streams before a position, each stream in order. Leans on entries_stream_version_key.
select position, bytes from ledger.entries where stream = any ($1) and position < $2 order by stream, version
