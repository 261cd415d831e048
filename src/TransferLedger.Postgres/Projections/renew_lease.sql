-- Keeps the lease of whoever has the fencing number $2; no row: somebody else has it. Leans on generations_live.
update projections.generations
set lease_until = clock_timestamp() + $3
where fold = $1 and state = 'live' and fence = $2
returning generation, next, fence
