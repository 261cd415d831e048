-- Where all entries stand that concern some figures, in the order of the log: claims that feed them or once
-- did, what happened to them later, and, with no figure beside them, the judgements that reach their statements, found at reading
-- since a figure may be born after them. A statement of its own, since every answer about a figure begins with it. Leans on
-- subject_entries_key, judgements_by_first and judgements_by_second. The bookmark of the same snapshot stands before each row.
with recursive reached (statement) as (
    select distinct string_to_table(statements, E'\x1f') collate "C" from projections.subject_entries_{g} where subject = any ($1)
    union
    select case when j.first = r.statement then j.second else j.first end
    from reached r
    join projections.judgements_{g} j on j.first = r.statement or j.second = r.statement
), concerning (position, subject) as (
    select position, subject from projections.subject_entries_{g} where subject = any ($1)
    union all
    select j.position, null
    from reached r
    join projections.judgements_{g} j on j.first = r.statement
)
select b.next, c.position, c.subject
from projections.generations b
left join concerning c on true
where b.generation = {g} and b.state = 'live'
order by c.position
