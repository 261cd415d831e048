-- The figures that have an appearance of some statements. Leans on claims_by_statement.
select distinct figure from projections.claims_{g} where statement = any ($1) and figure is not null
