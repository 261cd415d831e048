-- Figures that something had been said about by a day, with today's headline. Leans on figures_figure_key or
-- figures_by_corridor.
select b.next, f.figure, f.first_said, f.position, f.estimate
from projections.generations b
left join (
    select figure, first_said, position, estimate
    from projections.figures_{g}
    where first_said <= $1
      and figure > $2
      and ($3::text is null or corridor = $3)
      and ($4::text is null or measure = $4)
      and ($5::text is null or status = $5)
      and (not $7 or conflicts > 0)
    order by figure
    limit $6
) f on true
where b.generation = {g} and b.state = 'live'
order by f.figure
