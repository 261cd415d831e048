-- Makes a built generation the live one of its fold ($1), standing at $2. Who has the lease keeps it. Must run while the live
-- one is held.
with old as (
    update projections.generations set state = 'kept'
    where fold = $1 and state = 'live'
    returning fence, runner, lease_until
)
update projections.generations g
set state = 'live', next = $2, fence = coalesce((select fence from old), 0),
    runner = (select runner from old), lease_until = (select lease_until from old)
where g.generation = {g}
