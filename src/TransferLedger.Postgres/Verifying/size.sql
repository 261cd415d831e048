-- How long the log is. Leans on entries_position_key.
select coalesce((select position + 1 from ledger.entries order by position desc limit 1), 0)
