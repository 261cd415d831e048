-- Puts quotes beside their entries where there are none and none were erased: ids $1, salts $2, texts $3. One row for each
-- that was put. What erased is searched for as in ledger.quotes. Leans on excerpts_id_key, entries_id_key and entries_stream_version_key.
insert into ledger.excerpts (id, salt, text)
select given.id, given.salt, given.text
from unnest($1, $2, $3) as given (id, salt, text)
where not exists (
        select
        from ledger.entries quoted
        join ledger.entries erasure on erasure.stream = quoted.stream and erasure.version > quoted.version
        where quoted.id = given.id
          and erasure.type = 'excerpt-erased.v1'
          and position(convert_to('"entry":"' || given.id || '"', 'UTF8') in erasure.bytes) > 0)
on conflict (id) do nothing
returning id
