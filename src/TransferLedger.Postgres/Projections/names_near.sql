-- What may be meant by a name that nothing has, by a day ($1) and of a kind ($2; null: any), at most $3 of each: corridors near the one
-- that is named and their figures ($5), those of some measures ($6) first; and claimants, statements and reports on both sides of $4 in the
-- order of names, which those that begin alike are next to: among the next two hundred, since by an early day nobody may have said
-- anything yet. Leans on the keys and on figures_by_corridor.
with given (kind, id) as (
    (select 'corridor', corridor from projections.corridors_{g}
     where corridor = any ($5) and first_said <= $1 and ($2::text is null or $2 = 'corridor') order by corridor limit $3)
    union all
    (select 'figure', figure from projections.figures_{g}
     where corridor = any ($5) and first_said <= $1 and ($2::text is null or $2 = 'figure') order by measure <> all ($6), figure limit $3)
    union all
    (select 'claimant', claimant
     from (select claimant, first_said from projections.claimants_{g} where claimant >= $4 order by claimant limit 200) near
     where first_said <= $1 and ($2::text is null or $2 = 'claimant') order by claimant limit $3)
    union all
    (select 'claimant', claimant
     from (select claimant, first_said from projections.claimants_{g} where claimant < $4 order by claimant desc limit 200) near
     where first_said <= $1 and ($2::text is null or $2 = 'claimant') order by claimant desc limit $3)
    union all
    (select 'statement', statement
     from (select statement, first_said from projections.statements_{g} where statement >= $4 order by statement limit 200) near
     where first_said <= $1 and ($2::text is null or $2 = 'statement') order by statement limit $3)
    union all
    (select 'statement', statement
     from (select statement, first_said from projections.statements_{g} where statement < $4 order by statement desc limit 200) near
     where first_said <= $1 and ($2::text is null or $2 = 'statement') order by statement desc limit $3)
    union all
    (select 'report', report
     from (select report, said from projections.reports_{g} where report >= $4 order by report limit 200) near
     where said <= $1 and ($2::text is null or $2 = 'report') order by report limit $3)
    union all
    (select 'report', report
     from (select report, said from projections.reports_{g} where report < $4 order by report desc limit 200) near
     where said <= $1 and ($2::text is null or $2 = 'report') order by report desc limit $3)
)
select b.next, g.kind, g.id, filed.position, filed.bytes
from projections.generations b
left join given g on true
left join lateral (
    select r.position, e.bytes
    from projections.reports_{g} r
    join ledger.entries e on e.position = r.position
    where g.kind = 'report' and r.report = g.id
    offset 0
) filed on true
where b.generation = {g} and b.state = 'live'
