-- The entries from position $1 on, in order, at most $2. Leans on entries_position_key.
select position, id, stream, version, type, recorded_at, bytes
from ledger.entries
where position >= $1
order by position
limit $2
