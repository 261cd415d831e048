-- Every state of each claim that is or was a claimant's, in the order of the log. Leans on claims_by_claimant and
-- claims_claim_since_key. The bookmark of the same snapshot stands before each row.
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at, c.reported_withdrawn
from projections.generations b
left join (
    select c.*
    from (select distinct claim from projections.claims_{g} where claimant = $1) theirs
    join projections.claims_{g} c using (claim)
) c on true
where b.generation = {g} and b.state = 'live'
order by c.position, c.since
