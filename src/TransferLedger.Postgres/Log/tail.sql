-- All that is needed to go on from the end of the log, in one snapshot: the stored nodes and the last leaves that make up
-- the tree's right edge, highest level first, then by index; and, if the last tile is full, its last leaf.
-- Leans on entries_position_key and nodes_level_index_key; at most 255 rows a level below 24.
with head as materialized (
    select position + 1 as size from ledger.entries order by position desc limit 1
)
select n.level::int, n.index, n.hash, null::timestamptz
from head, ledger.nodes n
where n.index < head.size >> n.level
  and (n.level = 24
    or (n.level = 16 and n.index >= (head.size >> 24) << 8)
    or (n.level = 8 and n.index >= (head.size >> 16) << 8))
union all
select 0, e.position, e.leaf, e.recorded_at
from head, ledger.entries e
where e.position >= least((head.size >> 8) << 8, head.size - 1)
order by 1 desc, 2
