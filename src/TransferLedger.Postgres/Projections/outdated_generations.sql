-- Generations that nobody needs any more: builds that were broken off, and what is there for going back, but for the newest kept
-- one of our fold ($1) and the newest live one of another, which nodes of that version may still read and write. Only whoever
-- holds the right to build may ask.
select generation
from projections.generations
where state = 'building'
   or (state = 'kept' and generation not in
       (select max(generation) from projections.generations where state = 'kept' and fold = $1))
   or (state = 'live' and fold <> $1 and generation not in
       (select max(generation) from projections.generations where state = 'live' and fold <> $1))
