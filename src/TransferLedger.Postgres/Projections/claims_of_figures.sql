-- The claims of some figures, in the order of the log. Leans on claims_by_figure.
select position, recorded_at, type, data
from projections.claims
where figure = any ($1)
order by position
