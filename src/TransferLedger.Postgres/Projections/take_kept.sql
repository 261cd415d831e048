-- The newest read tables of a fold ($1) that were kept for going back: they are worked at again from here on.
update projections.generations set state = 'building'
where generation = (select max(generation) from projections.generations where fold = $1 and state = 'kept')
returning generation, next, fence
