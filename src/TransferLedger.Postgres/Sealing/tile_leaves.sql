-- The leaf hashes from position $1 to before $2, one behind the other; null where there is none.
-- Leans on entries_position_key.
select string_agg(leaf, ''::bytea order by position) from ledger.entries where position >= $1 and position < $2
