-- Takes out figures that no claim feeds any more. Leans on figures_figure_key.
delete from projections.figures_{g} where figure = any ($1)
