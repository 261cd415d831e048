-- Appends a batch that completes no tile and brings no quote, at consecutive positions, all or nothing, and tells the other
-- nodes if there are any. One row: written. No row: nothing was written, because somebody else wrote since, is writing, or
-- waits to write alone (the shared lock is refused), or because a stream is not at the version that the caller saw. A unique
-- violation says the same. Leans on the keys entries_position_key and entries_stream_version_key.
-- $1 first position, $2 leaf of the entry before it (null: empty log), $3 lock, $4/$5 streams and versions that must exist,
-- $6..$12 the entries, $13 whether other nodes listen.
with guard as materialized (
    select 1
    where pg_try_advisory_xact_lock_shared($3)
      and case
            when $2 is null then not exists (select from ledger.entries where position = 0)
            else exists (select from ledger.entries where position = $1 - 1 and leaf = $2)
          end
      and not exists (
            select from unnest($4, $5) as seen (stream, version)
            where not exists (
                select from ledger.entries e where e.stream = seen.stream and e.version = seen.version))
), appended as (
    insert into ledger.entries (position, id, stream, version, type, recorded_at, leaf, bytes)
    select $1 + e.n - 1, e.id, e.stream, e.version, e.type, e.recorded_at, e.leaf, e.bytes
    from guard, unnest($6, $7, $8, $9, $10, $11, $12) with ordinality
        as e (id, stream, version, type, recorded_at, leaf, bytes, n)
)
select case when $13 then pg_notify('ledger', ($1 + cardinality($6))::text)::text else '' end from guard
