-- Subjects between two texts that an entry before a position is about, ordinally; at most $4. Steps from one to the next along
-- subject_entries_key, whatever number of entries each has. The bookmark of the same snapshot stands before each row.
with recursive known (subject, position) as (
    (
        select subject, position
        from projections.subject_entries_{g}
        where subject > $1 and subject < $2
        order by subject, position
        limit 1
    )
    union all
    select n.subject, n.position
    from known k
    cross join lateral (
        select subject, position
        from projections.subject_entries_{g}
        where subject > k.subject and subject < $2
        order by subject, position
        limit 1
    ) n
)
select b.next, k.subject
from projections.generations b
left join (select subject from known where position < $3 limit $4) k on true
where b.generation = {g} and b.state = 'live'
order by k.subject
