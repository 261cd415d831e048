-- Moves the bookmark of live read tables, if it still stands where this runner read from and no other runner took over, and
-- tells whoever waits for it. Zero rows: stop.
with moved as (
    update projections.generations
    set next = $3, lease_until = clock_timestamp() + $4
    where generation = {g} and state = 'live' and next = $1 and fence = $2
    returning next
)
select pg_notify('transferledger_projected', next::text) from moved
