-- The nodes of level $1 from index $2 on, in order, at most $3. Leans on nodes_level_index_key.
select index, hash from ledger.nodes where level = $1 and index >= $2 order by index limit $3
