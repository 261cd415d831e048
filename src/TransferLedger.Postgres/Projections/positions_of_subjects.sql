-- Where entries stand that are about some subjects, or about others by what they begin with ("figure/KP-RU/"), between two
-- positions, in the order of the log; at most $5. Leans on subject_entries_key. The bookmark of the same snapshot stands before
-- each row.
select b.next, s.position
from projections.generations b
left join (
    select distinct position
    from (
        select position from projections.subject_entries_{g} where subject = any ($1)
        union all
        select s.position
        from unnest($2::text[]) as p (prefix)
        join projections.subject_entries_{g} s on s.subject > p.prefix and s.subject < left(p.prefix, -1) || '0'
    ) about
    where position > $3 and position < $4
    order by position
    limit $5
) s on true
where b.generation = {g} and b.state = 'live'
order by s.position
