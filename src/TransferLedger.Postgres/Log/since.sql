-- What was appended since position $1 - 1, that entry included, in order, at most $2 rows: the first row shows whether the
-- log still is the one that we remember. Leans on entries_position_key.
select position, leaf, recorded_at, stream, version
from ledger.entries
where position >= $1 - 1
order by position
limit $2
