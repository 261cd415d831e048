-- Which read tables of a fold are live, where they stand and under which fencing number. Leans on generations_live.
select generation, next, fence from projections.generations where fold = $1 and state = 'live'
