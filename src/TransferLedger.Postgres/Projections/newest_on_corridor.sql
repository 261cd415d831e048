-- Claims on corridor $2 that stand on day $1: at most $3 of each type, the newest, each with how many there are of its type and
-- when the last was said; $4 names one type, or is null. One pass over the narrow rows of the corridor, however many it has, and
-- only what is given is joined and decoded. Leans on claims_by_corridor, claims_position_since_key and corridors_corridor_key.
select b.next, c.position, c.recorded_at, c.type, c.data, c.since, c.last_day, c.withdrawn, c.latest, c.latest_at, c.reported_withdrawn,
       e.bytes, n.name, n.claims, n.last_said, k.first_said
from projections.generations b
left join (
    select *
    from (
        select position, since, name,
               row_number() over (partition by name order by position desc) as nth,
               count(*) over (partition by name) as claims,
               max(said) over (partition by name) as last_said
        from (
            select position, since, said, split_part(type, '.', 1) as name
            from projections.claims_{g}
            where corridor = $2 and since <= $1 and last_day >= $1
        ) standing
        where $4::text is null or name = $4
    ) counted
    where nth <= $3
) n on true
left join projections.claims_{g} c on c.position = n.position and c.since = n.since
left join projections.corridors_{g} k on k.corridor = $2 and n.position is not null
left join ledger.entries e on e.position = c.position and c.data is null
where b.generation = {g} and b.state = 'live'
order by c.position
