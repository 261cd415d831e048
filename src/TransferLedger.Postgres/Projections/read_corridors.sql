-- Corridors that something had been said about by a day, and how many claims of each type. Leans on corridors_corridor_key
-- and, for the counts, on claims_by_corridor.
select b.next, c.corridor, c.first_said, n.last_said, n.counts
from projections.generations b
left join (
    select corridor, first_said
    from projections.corridors_{g} k
    where first_said <= $1
      and exists (select from projections.claims_{g} s where s.corridor = k.corridor and s.since <= $1 and s.last_day >= $1)
      and corridor > $2
    order by corridor
    limit $3
) c on true
left join lateral (
    select max(t.last_said) as last_said, jsonb_object_agg(t.type, t.claims) as counts
    from (
        select split_part(type, '.', 1) as type, count(*) as claims, max(said) as last_said
        from projections.claims_{g}
        where corridor = c.corridor and since <= $1 and last_day >= $1
        group by 1
    ) t
) n on true
where b.generation = {g} and b.state = 'live'
order by c.corridor
