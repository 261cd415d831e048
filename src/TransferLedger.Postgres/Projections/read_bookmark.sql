-- The bookmark alone.
select b.next, null::bigint
from projections.generations b
where b.generation = {g} and b.state = 'live'
