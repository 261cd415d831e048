-- Where entries stand that are about some subjects, or about others by what they begin with ("figure/KP-RU/"), between two
-- positions, in the order of the log; at most $5. Leans on subject_entries_key. The bookmark of the same snapshot stands before
-- each row. What begins with a prefix is looked up prefix by prefix: joined freely, the whole index is gone through for none.
select b.next, s.position
from projections.generations b
left join (
    select distinct position
    from (
        select position from projections.subject_entries_{g} where subject = any ($1)
        union all
        select s.position
        from unnest($2::text[]) as p (prefix)
        cross join lateral (
            select position from projections.subject_entries_{g}
            where subject > p.prefix and subject < left(p.prefix, -1) || '0' and position > $3 and position < $4
            offset 0
        ) s
    ) about
    where position > $3 and position < $4
    order by position
    limit $5
) s on true
where b.generation = {g} and b.state = 'live'
order by s.position
