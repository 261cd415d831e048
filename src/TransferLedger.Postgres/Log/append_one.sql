-- Appends one entry that follows another and brings neither node nor quote, while no other node listens: what append.sql
-- says, without the arrays (a third of the server's time). One row inserted: written. None, or a unique violation: nothing
-- was written, for the same reasons. Leans on the keys entries_position_key and entries_stream_version_key.
-- $1 position, $2 leaf of the entry before it, $3 lock, $4..$10 the entry.
insert into ledger.entries (position, id, stream, version, type, recorded_at, leaf, bytes)
select $1, $4, $5, $6, $7, $8, $9, $10
where pg_try_advisory_xact_lock_shared($3)
  and exists (select from ledger.entries where position = $1 - 1 and leaf = $2)
