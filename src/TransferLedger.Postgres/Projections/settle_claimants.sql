-- Puts right the first day of claimants that claims have left, and takes out those without any. Leans on claims_by_claimant.
with settled as (
    select left_by.claimant, (select min(since) from projections.claims_{g} c where c.claimant = left_by.claimant) as first_said
    from unnest($1::text[]) as left_by (claimant)
), gone as (
    delete from projections.claimants_{g} k using settled s where k.claimant = s.claimant and s.first_said is null
)
update projections.claimants_{g} k set first_said = s.first_said
from settled s
where k.claimant = s.claimant and s.first_said is not null
