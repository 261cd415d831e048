-- Quotes that may be read, as in 0005, but the bytes of an erasure are searched, not read: those of an entry that was damaged are no
-- JSON, and would stop every reader of the quotes of its report. In text of others the quotation marks are escaped.

create or replace view ledger.quotes as
select x.id, x.salt, x.text
from ledger.excerpts x
where x.salt is not null
  and not exists (
        select
        from ledger.entries quoted
        join ledger.entries erasure on erasure.stream = quoted.stream and erasure.version > quoted.version
        where quoted.id = x.id
          and erasure.type = 'excerpt-erased.v1'
          and position(convert_to('"entry":"' || x.id || '"', 'UTF8') in erasure.bytes) > 0);
