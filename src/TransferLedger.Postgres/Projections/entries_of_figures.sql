-- The entries that concern some figures, in the order of the log, judgements apart. Leans on figure_entries_key and
-- entries_position_key.
select e.position, e.bytes, f.figure
from projections.figure_entries_{g} f
join ledger.entries e on e.position = f.position
where f.figure = any ($1)
order by e.position
