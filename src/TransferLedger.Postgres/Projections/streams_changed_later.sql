-- Streams of reports to whose claims something happened later, by entries of a range of positions. Leans on
-- entries_position_key.
select distinct stream from ledger.entries where position >= $1 and position < $2 and type = any ($3)
