-- Those of some figures about which something had been said by a day. Leans on figures_figure_key. The bookmark of the same
-- snapshot stands before each row.
select b.next, f.figure
from projections.generations b
left join projections.figures_{g} f on f.figure = any ($1) and f.first_said <= $2
where b.generation = {g} and b.state = 'live'
order by f.figure
