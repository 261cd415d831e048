-- Denials said by a day that have one of some targets, in the order of the log. Leans on claims_by_target. The bookmark of the
-- same snapshot stands before each row.
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at
from projections.bookmark b
left join projections.claims c
    on c.type like 'denial-issued.v%' and c.data -> 'targets' @> any ($2) and c.since <= $1 and c.last_day >= $1
where b.name = 'reads'
order by c.position
