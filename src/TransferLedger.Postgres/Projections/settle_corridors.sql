-- Puts right the first day of corridors that claims have left, and takes out those without any. Leans on claims_by_corridor.
with settled as (
    select left_by.corridor, (select min(since) from projections.claims_{g} c where c.corridor = left_by.corridor) as first_said
    from unnest($1::text[]) as left_by (corridor)
), gone as (
    delete from projections.corridors_{g} k using settled s where k.corridor = s.corridor and s.first_said is null
)
update projections.corridors_{g} k set first_said = s.first_said
from settled s
where k.corridor = s.corridor and s.first_said is not null
