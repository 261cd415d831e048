-- At most $2 quotes, those behind entry $1 in the order of the ids, each with the bytes of its entry and of what erased quotes of
-- the same stream later. Leans on excerpts_id_key, entries_id_key and entries_stream_version_key.
select x.id, x.salt, x.text, e.bytes,
       array(select erasure.bytes
             from ledger.entries erasure
             where erasure.stream = e.stream and erasure.version > e.version and erasure.type = 'excerpt-erased.v1')
from ledger.excerpts x
left join ledger.entries e on e.id = x.id
where x.id > $1
order by x.id
limit $2
