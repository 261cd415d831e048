-- All judgements of statements, in the order of the log. Leans on judgements_position_key and entries_position_key.
select e.position, e.bytes
from projections.judgements_{g} j
join ledger.entries e on e.position = j.position
order by e.position
