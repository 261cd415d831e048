-- Names that match every one of some patterns, and names that may be meant by a misspelt one, at most $6 of each kind and way:
-- patterns $1; patterns $2 with words put right, or null; corridors $3 near the one that is named, measures $4 first there; and
-- claimants and reports on both sides of $5 in the order of names, which those that begin with it are behind. Each branch ends at its
-- limit; one that few match looks through the keys of its table, but never those of reports, which are many. Leans on the keys of figures, corridors, claimants and reports, and on figures_by_corridor.
with given (kind, id) as (
    (select 'figure', figure from projections.figures_{g} where figure ~* all ($1) order by figure limit $6)
    union all
    (select 'corridor', corridor from projections.corridors_{g} where corridor ~* all ($1) order by corridor limit $6)
    union all
    (select 'claimant', claimant from projections.claimants_{g} where claimant ~* all ($1) order by claimant limit $6)
    union all
    (select 'figure', figure from projections.figures_{g} where $2::text[] is not null and figure ~* all ($2) order by figure limit $6)
    union all
    (select 'corridor', corridor from projections.corridors_{g} where corridor = any ($3) order by corridor limit $6)
    union all
    (select 'figure', figure from projections.figures_{g} where corridor = any ($3) order by measure <> all ($4), figure limit $6)
    union all
    (select 'claimant', claimant from projections.claimants_{g} where claimant >= $5 order by claimant limit $6)
    union all
    (select 'claimant', claimant from projections.claimants_{g} where claimant < $5 order by claimant desc limit $6)
    union all
    (select 'report', report from projections.reports_{g} where report >= $5 order by report limit $6)
    union all
    (select 'report', report from projections.reports_{g} where report < $5 order by report desc limit $6)
)
select distinct b.next, g.kind, g.id
from projections.generations b
left join given g on true
where b.generation = {g} and b.state = 'live'
