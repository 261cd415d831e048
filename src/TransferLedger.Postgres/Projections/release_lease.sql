-- Gives the lease back, so that another runner need not wait for its end. Leans on generations_live.
update projections.generations
set runner = null, lease_until = null
where fold = $1 and state = 'live' and fence = $2
