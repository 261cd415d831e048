-- How long the log is, and for how many seconds the entry at $1 has been there, by the database's clock; null where none is.
-- Leans on entries_position_key.
select coalesce((select position + 1 from ledger.entries order by position desc limit 1), 0),
       (select extract(epoch from ledger.clock() - recorded_at)::float8 from ledger.entries where position = $1)
