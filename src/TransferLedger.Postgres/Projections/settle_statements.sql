-- Puts right the first day of statements that claims have left, and takes out those without any. Leans on claims_by_statement.
with settled as (
    select left_by.statement, (select min(since) from projections.claims_{g} c where c.statement = left_by.statement) as first_said
    from unnest($1::text[]) as left_by (statement)
), gone as (
    delete from projections.statements_{g} k using settled s where k.statement = s.statement and s.first_said is null
)
update projections.statements_{g} k set first_said = s.first_said
from settled s
where k.statement = s.statement and s.first_said is not null
