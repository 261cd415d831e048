-- Makes this runner ($2) the one that may write the live read tables of a fold ($1) for a while ($3), where nobody else is. A
-- lease that ends later than any can is one from before the clock was set back. Leans on generations_live.
update projections.generations
set fence = fence + 1, runner = $2, lease_until = clock_timestamp() + $3
where fold = $1
  and state = 'live'
  and (runner is null or lease_until < clock_timestamp() or lease_until > clock_timestamp() + $3)
returning generation, next, fence
