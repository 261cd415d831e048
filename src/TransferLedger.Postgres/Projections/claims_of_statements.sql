-- Claims, as they stand on a day, in which some statements appear or which repeat them, in the order of the log. Leans on
-- claims_by_statement and claims_by_repeated, an index each. The bookmark of the same snapshot stands before each row.
with told (position, since) as (
    select position, since from projections.claims_{g} where statement = any ($1)
    union
    select position, since from projections.claims_{g} where repeats = any ($1)
)
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at, c.reported_withdrawn, e.bytes
from projections.generations b
left join (
    select c.*
    from told
    join projections.claims_{g} c using (position, since)
    where c.since <= $2 and c.last_day >= $2
) c on true
left join ledger.entries e on e.position = c.position and c.data is null
where b.generation = {g} and b.state = 'live'
order by c.position
