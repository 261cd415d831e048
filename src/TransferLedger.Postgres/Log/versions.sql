-- The version at which each of the streams $1 stands, 0 where it does not exist. Leans on entries_stream_version_key.
select s.stream,
       coalesce((select e.version from ledger.entries e where e.stream = s.stream order by e.version desc limit 1), 0)
from unnest($1) as s (stream)
