-- Stored hashes of several ranges, in any order: leaves from $1 to before $2, and nodes of level $3 from $4 to before $5.
-- Leans on entries_position_key and nodes_level_index_key.
select 0::smallint, e.position, e.leaf
from unnest($1, $2) as r (first, past)
cross join lateral (
    select position, leaf from ledger.entries where position >= r.first and position < r.past
) e
union all
select n.level, n.index, n.hash
from unnest($3, $4, $5) as r (level, first, past)
cross join lateral (
    select level, index, hash from ledger.nodes where level = r.level and index >= r.first and index < r.past
) n
