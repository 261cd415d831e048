-- Claimants that had said something by a day, as they were first named, with how much by then. Leans on
-- claimants_claimant_key, claims_by_claimant.
select b.next, c.claimant, named.perspective, c.first_said, n.claims, n.statements, n.denials, n.last_said, named.position,
       named.type, named.data, named.bytes
from projections.generations b
left join (
    select claimant, first_said
    from projections.claimants_{g} k
    where first_said <= $1
      and exists (select from projections.claims_{g} s where s.claimant = k.claimant and s.since <= $1 and s.last_day >= $1)
      and claimant > $2
    order by claimant
    limit $3
) c on true
left join lateral (
    select count(*) as claims,
           count(distinct statement) + count(*) filter (where statement is null) as statements,
           count(*) filter (where type like 'denial-issued.v%') as denials,
           max(said) as last_said
    from projections.claims_{g}
    where claimant = c.claimant and since <= $1 and last_day >= $1
) n on true
left join lateral (
    select s.position, s.type, s.data, e.bytes, s.perspective
    from projections.claims_{g} s
    left join ledger.entries e on e.position = s.position and s.data is null
    where s.claimant = c.claimant and s.since <= $1 and s.last_day >= $1
    order by s.position
    limit 1
) named on true
where b.generation = {g} and b.state = 'live'
order by c.claimant
