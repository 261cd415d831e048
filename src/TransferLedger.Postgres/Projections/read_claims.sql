-- Claims said by a day, in the order of the log, after a position; each filter may be null. Leans on claims_by_… of the
-- filter that is given, on reports_report_key for those of a report, else on claims_position_since_key. The bookmark of the same snapshot stands before each row.
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at, c.reported_withdrawn, e.bytes
from projections.generations b
left join (
    select position, recorded_at, type, data, since, last_day, withdrawn, latest, latest_at, reported_withdrawn
    from projections.claims_{g}
    where since <= $1
      and last_day >= $1
      and position > $2
      and ($3::text is null or corridor = $3)
      and ($4::text is null or figure = $4)
      and ($5::text is null or position between
            (select r.position + 1 from projections.reports_{g} r where r.report = $5)
            and (select r.position + r.claims from projections.reports_{g} r where r.report = $5))
      and ($6::text is null or perspective = $6)
      and ($7::text[] is null or statement = any ($7))
      and ($8::text is null or claimant = $8)
      and ($9::text is null or type like $9 || '.v%')
      and ($10::date is null or said >= $10)
    order by position
    limit $11
) c on true
left join ledger.entries e on e.position = c.position and c.data is null
where b.generation = {g} and b.state = 'live'
order by c.position
