-- The nodes of level $1 from index $2 to before $3, one behind the other; null where there is none. Ordered as tile_leaves.sql is.
-- Leans on nodes_level_index_key.
select string_agg(hash, ''::bytea)
from (select hash from ledger.nodes where level = $1 and index >= $2 and index < $3 order by index) n
