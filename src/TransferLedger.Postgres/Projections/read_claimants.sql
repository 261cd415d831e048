-- Claimants that had said something by a day, with how much by then. Leans on claimants_claimant_key, claims_by_claimant.
select b.next, c.claimant, c.perspective, c.first_said, c.data, n.claims, n.statements, n.denials, n.last_said
from projections.bookmark b
left join (
    select claimant, perspective, first_said, data
    from projections.claimants
    where first_said <= $1 and claimant > $2
    order by claimant
    limit $3
) c on true
left join lateral (
    select count(*) as claims,
           count(distinct statement) + count(*) filter (where statement is null) as statements,
           count(*) filter (where type like 'denial-issued.v%') as denials,
           max(said) as last_said
    from projections.claims
    where claimant = c.claimant and said <= $1
) n on true
where b.name = 'reads'
order by c.claimant
