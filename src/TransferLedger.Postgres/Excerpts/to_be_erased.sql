-- Quotes that are there, each with the entries that erased quotes of its report later: one of them may be meant. What the entries say
-- is read by code, since the bytes of one that was damaged are no JSON. Leans on entries_erasures, entries_stream_version_key and
-- excerpts_id_key.
select quote.id, erasure.position, erasure.bytes
from ledger.entries erasure
join ledger.entries quoted on quoted.stream = erasure.stream and quoted.version < erasure.version
join ledger.excerpts quote on quote.id = quoted.id
where erasure.type = 'excerpt-erased.v1'
  and quote.salt is not null
order by erasure.position
