-- The version that some streams had reached before a position. Leans on entries_stream_version_key.
select stream, max(version) from ledger.entries where stream = any ($1) and position < $2 group by stream
