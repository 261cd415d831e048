-- All entries of stream $1 in the order of their versions. Leans on entries_stream_version_key.
select position, id, stream, version, type, recorded_at, bytes
from ledger.entries
where stream = $1
order by version
