-- Empties the read tables and puts the bookmark back to the beginning. Readers go on seeing what was there until the commit.
with reports as (delete from projections.reports),
     claims as (delete from projections.claims),
     corridors as (delete from projections.corridors),
     statements as (delete from projections.statements),
     claimants as (delete from projections.claimants),
     figures as (delete from projections.figures)
update projections.bookmark set next = 0 where name = 'reads'
