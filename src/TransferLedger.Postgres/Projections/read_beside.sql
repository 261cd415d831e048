-- What had been said by a day beside the numbers of a figure, in the order of the log: denials that have one of some targets ($2)
-- or respond to one of some claims and statements ($3), and absences on some corridors ($4). Leans on claims_by_target,
-- claims_by_answered and claims_of_absence, an index each: as one condition they would read every claim. The bookmark of
-- the same snapshot stands before each row.
with beside (position, since) as (
    select position, since from projections.claims_{g} where type like 'denial-issued.v%' and data -> 'targets' @> any ($2)
    union
    select position, since from projections.claims_{g} where type like 'denial-issued.v%' and data ->> 'respondsTo' = any ($3)
    union
    select position, since from projections.claims_{g} where type like 'absence-observed.v%' and corridor = any ($4)
)
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at, c.reported_withdrawn, e.bytes
from projections.generations b
left join (
    select c.*
    from beside
    join projections.claims_{g} c using (position, since)
    where c.since <= $1 and c.last_day >= $1
) c on true
left join ledger.entries e on e.position = c.position and c.data is null
where b.generation = {g} and b.state = 'live'
order by c.position
