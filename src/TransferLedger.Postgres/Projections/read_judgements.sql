-- The judgements that reach some statements, in the order of the log. Leans on judgements_by_first, judgements_by_second and
-- entries_position_key. The bookmark of the same snapshot stands before each row.
with recursive reached (statement) as (
    select unnest($1::text[]) collate "C"
    union
    select case when j.first = r.statement then j.second else j.first end
    from reached r
    join projections.judgements_{g} j on j.first = r.statement or j.second = r.statement
)
select b.next, e.position, e.bytes
from projections.generations b
left join (
    select e.position, e.bytes
    from reached r
    join projections.judgements_{g} j on j.first = r.statement
    join ledger.entries e on e.position = j.position
) e on true
where b.generation = {g} and b.state = 'live'
order by e.position
