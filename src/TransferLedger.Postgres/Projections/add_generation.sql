-- A new generation of the read tables of a fold ($1), of which nothing is filled yet.
insert into projections.generations (generation, fold, state, next, fence)
select coalesce(max(generation), 0) + 1, $1, 'building', 0, 0 from projections.generations
returning generation
