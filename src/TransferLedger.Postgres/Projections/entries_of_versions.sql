-- The entries of some streams with some versions. Leans on entries_stream_version_key.
select e.position, e.bytes
from unnest($1::text[], $2::bigint[]) as t (stream, version)
join ledger.entries e on e.stream = t.stream and e.version = t.version
