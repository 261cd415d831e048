-- Where entries of some types stand between two positions, in the order of the log; at most $4. Leans on entries_position_key.
select position
from ledger.entries
where position > $1 and position < $2 and type = any ($3)
order by position
limit $4
