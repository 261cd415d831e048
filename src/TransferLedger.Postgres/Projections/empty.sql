-- Empties the read tables. Readers go on seeing what was there until the commit.
with reports as (delete from projections.reports),
     claims as (delete from projections.claims),
     figure_entries as (delete from projections.figure_entries),
     judgements as (delete from projections.judgements),
     corridors as (delete from projections.corridors),
     statements as (delete from projections.statements),
     claimants as (delete from projections.claimants)
delete from projections.figures
