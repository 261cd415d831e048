-- Generations that nobody needs any more: builds that were broken off, and what was kept for going back, but for the newest of
-- our fold ($1). Only whoever holds the right to build may ask. Live ones of other folds belong to nodes of other versions.
select generation
from projections.generations g
where state = 'building'
   or (state = 'kept'
       and (fold <> $1 or generation < (select max(generation) from projections.generations k where k.fold = $1 and k.state = 'kept')))
