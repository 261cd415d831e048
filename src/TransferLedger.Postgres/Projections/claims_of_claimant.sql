-- Every state of each claim that is or was a claimant's, in the order of the log. Leans on claims_by_claimant and
-- claims_position_since_key. The bookmark of the same snapshot stands before each row.
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at, c.reported_withdrawn, e.bytes
from projections.generations b
left join (
    select c.*
    from (select distinct position from projections.claims_{g} where claimant = $1) theirs
    join projections.claims_{g} c using (position)
) c on true
left join ledger.entries e on e.position = c.position and c.data is null
where b.generation = {g} and b.state = 'live'
order by c.position, c.since
