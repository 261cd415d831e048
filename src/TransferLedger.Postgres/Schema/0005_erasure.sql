-- What an erased quote would leave behind in the database, and how it is hidden before it is gone.

-- PostgreSQL's statistics would hold words of quotes and keep them after an erasure. Giving a column its type again drops
-- what was gathered about it.
alter table ledger.excerpts
    alter column salt type bytea,
    alter column text type text collate "C";
alter table ledger.excerpts
    alter column salt set statistics 0,
    alter column text set statistics 0;

-- The row as it was before stays in the table until it is vacuumed, which only the owner may. Autovacuum does it in its next
-- round, not after thousands of erasures.
alter table ledger.excerpts set (
    autovacuum_vacuum_threshold = 0,
    autovacuum_vacuum_scale_factor = 0,
    toast.autovacuum_vacuum_threshold = 0,
    toast.autovacuum_vacuum_scale_factor = 0
);

create index entries_erasures on ledger.entries (position) where type = 'excerpt-erased.v1';

-- Quotes that may be read. From the moment that their erasure is in the log they may not, although the row is erased after it.
create view ledger.quotes as
select x.id, x.salt, x.text
from ledger.excerpts x
where x.salt is not null
  and not exists (
        select
        from ledger.entries quoted
        join ledger.entries erasure on erasure.stream = quoted.stream and erasure.version > quoted.version
        where quoted.id = x.id
          and erasure.type = 'excerpt-erased.v1'
          and convert_from(erasure.bytes, 'UTF8')::jsonb #>> '{data,entry}' = x.id::text);

grant select on ledger.quotes to ledger_server;
