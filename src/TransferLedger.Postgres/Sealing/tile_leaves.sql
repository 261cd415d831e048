-- The leaf hashes from position $1 to before $2, one behind the other; null where there is none. Ordered below the aggregate, where
-- the index gives the order: ordered inside it, they would be sorted. Leans on entries_position_key.
select string_agg(leaf, ''::bytea)
from (select leaf from ledger.entries where position >= $1 and position < $2 order by position) e
