-- All claims of one figure, in the order of the log. Leans on claims_by_figure; a statement of its own, since every answer about
-- a figure begins with it. The bookmark of the same snapshot stands before each row.
select b.next, c.position, c.recorded_at, c.type, c.data
from projections.bookmark b
left join projections.claims c on c.figure = $1
where b.name = 'reads'
order by c.position
