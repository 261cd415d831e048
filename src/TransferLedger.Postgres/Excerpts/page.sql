-- At most $2 quotes that may be read, those behind entry $1 in the order of the ids. Leans on excerpts_id_key.
select id, salt, text from ledger.quotes where id > $1 order by id limit $2
