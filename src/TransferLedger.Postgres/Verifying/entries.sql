-- The entries from position $1 on and before $2, in order, at most $3, with the version of the stream before each that the log
-- holds before it; null where it holds none. Leans on entries_position_key and entries_stream_version_key.
select e.position, e.id, e.stream, e.version, e.type, e.recorded_at, e.leaf, e.bytes,
       (select before.position from ledger.entries before where before.stream = e.stream and before.version = e.version - 1)
from ledger.entries e
where e.position >= $1 and e.position < $2
order by e.position
limit $3
