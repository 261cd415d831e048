-- The entries that concern some figures, in the order of the log, judgements apart. Leans on subject_entries_key and
-- entries_position_key.
select e.position, e.bytes, f.subject
from projections.subject_entries_{g} f
join ledger.entries e on e.position = f.position
where f.subject = any ($1)
order by e.position
