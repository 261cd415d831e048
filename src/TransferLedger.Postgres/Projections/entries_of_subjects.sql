-- Where the entries before a position stand that are about some subjects, in the order of the log. Leans on subject_entries_key.
-- The bookmark of the same snapshot stands before each row.
select b.next, s.position, s.subject
from projections.generations b
left join projections.subject_entries_{g} s on s.subject = any ($1) and s.position < $2
where b.generation = {g} and b.state = 'live'
order by s.position
