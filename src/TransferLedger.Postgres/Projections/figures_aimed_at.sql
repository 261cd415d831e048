-- Figures about which something had been said by a day and which denials aim at: of some corridors, of some suppliers, by
-- their ids, or with some claims or appearances of some statements; at most $6. Leans on figures_by_corridor,
-- figures_figure_key, reports_report_key, claims_position_since_key, claims_by_statement. What begins like a supplier's may be another's: the reader
-- of the denial decides. The bookmark of the same snapshot stands before each row.
with aimed (figure) as (
    select figure from projections.figures_{g} where corridor = any ($1)
    union
    select figure from projections.figures_{g} where figure = any ($3)
    union
    select f.figure
    from unnest($2::text[]) as s (supplier)
    join projections.figures_{g} f on f.corridor >= s.supplier || '-' and f.corridor < s.supplier || '.'
    union
    select c.figure
    from unnest($4::text[], $8::int[]) as t (report, n)
    join projections.reports_{g} r on r.report = t.report and t.n <= r.claims
    join projections.claims_{g} c on c.position = r.position + t.n
    where c.figure is not null
    union
    select figure from projections.claims_{g} where statement = any ($5) and figure is not null
)
select b.next, f.figure
from projections.generations b
left join (
    select figure
    from aimed
    join projections.figures_{g} using (figure)
    where first_said <= $7
    order by figure
    limit $6
) f on true
where b.generation = {g} and b.state = 'live'
order by f.figure
