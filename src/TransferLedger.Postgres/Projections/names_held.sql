-- What was said of by a day ($2) and is called by some words ($1, a tsquery), of a kind ($3; null: any), at most $4 of each kind: shortest
-- names first, of reports the newest; and whatever is called just so ($5). Where more than a thousand are, these are of a thousand of
-- them. Leans on the indexes by words and on the keys; a common word must not tempt the planner to look through a table instead.
with f as materialized (
    select figure from projections.figures_{g} where array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery and first_said <= $2
), c as materialized (
    select corridor from projections.corridors_{g} where array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery and first_said <= $2
), p as materialized (
    select claimant from projections.claimants_{g} where array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery and first_said <= $2
), s as materialized (
    select statement from projections.statements_{g} where array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery and first_said <= $2
), r as materialized (
    select report, published from projections.reports_{g} where array_to_tsvector(string_to_array(words, ' ')) @@ $1::tsquery and said <= $2
), given (kind, id) as (
    (select 'figure', figure from (select figure from f where $3::text is null or $3 = 'figure' limit 1000) f order by length(figure), figure limit $4)
    union all
    (select 'corridor', corridor from (select corridor from c where $3::text is null or $3 = 'corridor' limit 1000) c order by length(corridor), corridor limit $4)
    union all
    (select 'claimant', claimant from (select claimant from p where $3::text is null or $3 = 'claimant' limit 1000) p order by length(claimant), claimant limit $4)
    union all
    (select 'statement', statement from (select statement from s where $3::text is null or $3 = 'statement' limit 1000) s order by length(statement), statement limit $4)
    union all
    (select 'report', report from (select report, published from r where $3::text is null or $3 = 'report' limit 1000) r order by published desc, report limit $4)
    union all
    select 'claimant', claimant from projections.claimants_{g} where claimant = any ($5) and first_said <= $2 and ($3::text is null or $3 = 'claimant')
    union all
    select 'statement', statement from projections.statements_{g} where statement = any ($5) and first_said <= $2 and ($3::text is null or $3 = 'statement')
    union all
    select 'report', report from projections.reports_{g} where report = any ($5) and said <= $2 and ($3::text is null or $3 = 'report')
), named as (select distinct kind, id from given)
select b.next, n.kind, n.id, filed.position, filed.bytes
from projections.generations b
left join named n on true
left join lateral (
    select r.position, e.bytes
    from projections.reports_{g} r
    join ledger.entries e on e.position = r.position
    where n.kind = 'report' and r.report = n.id
    offset 0
) filed on true
where b.generation = {g} and b.state = 'live'
