-- Which of the ids $1 are in the log, with their entries. Leans on entries_id_key.
select position, id, stream, version, type, recorded_at, bytes
from ledger.entries
where id = any ($1)
