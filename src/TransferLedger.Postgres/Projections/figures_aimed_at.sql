-- Figures that denials aim at: of some corridors, of some suppliers, by their ids, or with some claims or appearances of some
-- statements; at most $6. Leans on figures_by_corridor, figures_figure_key, claims_claim_since_key, claims_by_statement. The
-- bookmark of the same snapshot stands before each row.
select b.next, f.figure
from projections.bookmark b
left join (
    select figure from projections.figures where corridor = any ($1) or figure = any ($3)
    union
    select figure from projections.figures where split_part(corridor, '-', 1) = any ($2)
    union
    select figure from projections.claims where claim = any ($4) and figure is not null
    union
    select figure from projections.claims where statement = any ($5) and figure is not null
    order by figure
    limit $6
) f on true
where b.name = 'reads'
order by f.figure
