-- Reports published by a day, newest first, after a place in that order. Leans on reports_by_published.
select b.next, r.position, r.version, e.bytes
from projections.generations b
left join (
    select report, published, position, version
    from projections.reports_{g}
    where said <= $1
      and ($2::date is null or published < $2 or (published = $2 and report > $3))
    order by published desc, report
    limit $4
) r on true
left join ledger.entries e on e.position = r.position
where b.generation = {g} and b.state = 'live'
order by r.published desc, r.report
