-- Keys and indexes of the figures of a generation, which are worked out last.
alter table projections.figures_{g} add constraint figures_figure_key_{g} primary key (figure);

create index figures_by_corridor_{g} on projections.figures_{g} (corridor, figure);
create index figures_in_conflict_{g} on projections.figures_{g} (figure) where conflicts > 0;
create index figures_by_words_{g} on projections.figures_{g} using gin (array_to_tsvector(string_to_array(words, ' '))) with (fastupdate = off);
