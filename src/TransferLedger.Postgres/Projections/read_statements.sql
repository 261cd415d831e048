-- Statements made by a day, with their appearances by then. Leans on statements_statement_key and claims_by_statement.
select b.next, s.statement, s.first_said, n.claims, n.claimants
from projections.generations b
left join (
    select statement, first_said
    from projections.statements_{g} k
    where first_said <= $1
      and exists (select from projections.claims_{g} s where s.statement = k.statement and s.since <= $1 and s.last_day >= $1)
      and statement > $2
    order by statement
    limit $3
) s on true
left join lateral (
    select array_agg(report || '#' || n order by position) as claims,
           coalesce(array_agg(distinct claimant) filter (where claimant is not null), '{}') as claimants
    from projections.claims_{g}
    where statement = s.statement and since <= $1 and last_day >= $1
) n on true
where b.generation = {g} and b.state = 'live'
order by s.statement
