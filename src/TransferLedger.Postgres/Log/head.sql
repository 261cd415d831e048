-- How long the log is, the database's clock, whether another node listens too (see listen.sql), and the leaf that the log ends
-- with; null where it is empty.
-- Leans on entries_position_key.
select coalesce((select position + 1 from ledger.entries order by position desc limit 1), 0),
       ledger.clock(),
       (select count(*) > 1
        from pg_locks
        where locktype = 'advisory' and (classid, objid, objsubid) = (7561, 1, 2)
          and database = (select oid from pg_database where datname = current_database())),
       (select leaf from ledger.entries order by position desc limit 1)
