-- Entries of some types in some streams before a position, in the order of the log. Leans on entries_stream_version_key.
select position, bytes
from ledger.entries
where stream = any ($1) and position < $2 and type = any ($3)
order by position
