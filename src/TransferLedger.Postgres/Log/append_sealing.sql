-- Appends a batch with the tiles' nodes that it completes and the quotes that it brings; otherwise as append.sql says, which
-- is the same statement without the two tables that most batches do not touch (a seventh of the time of a single append).
-- $1..$13 as there, $14..$16 the nodes, $17..$19 the quotes. $3 is null for who holds the lock alone: PostgreSQL refuses him
-- the shared one while anybody waits, and he and the one who waits would refuse each other for ever.
with guard as materialized (
    select 1
    where coalesce(pg_try_advisory_xact_lock_shared($3), true)
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
), sealed as (
    insert into ledger.nodes (level, index, hash)
    select n.level, n.index, n.hash from guard, unnest($14, $15, $16) as n (level, index, hash)
), quoted as (
    insert into ledger.excerpts (id, salt, text)
    select q.id, q.salt, q.text from guard, unnest($17, $18, $19) as q (id, salt, text)
)
select case when $13 then pg_notify('ledger', ($1 + cardinality($6))::text)::text else '' end from guard
