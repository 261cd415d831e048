-- Keys and indexes of the read tables of a generation, but for those of figures.
alter table projections.reports_{g} add constraint reports_report_key_{g} primary key (report);
alter table projections.claims_{g} add constraint claims_position_since_key_{g} primary key (position, since);
alter table projections.subject_entries_{g} add constraint subject_entries_key_{g} primary key (subject, position);
alter table projections.judgements_{g} add constraint judgements_position_key_{g} primary key (position);
alter table projections.corridors_{g} add constraint corridors_corridor_key_{g} primary key (corridor);
alter table projections.statements_{g} add constraint statements_statement_key_{g} primary key (statement);
alter table projections.claimants_{g} add constraint claimants_claimant_key_{g} primary key (claimant);

create index reports_by_published_{g} on projections.reports_{g} (published desc, report);
create index claims_by_figure_{g} on projections.claims_{g} (figure, position) where figure is not null;
create index claims_by_corridor_{g} on projections.claims_{g} (corridor, position);
create index claims_by_perspective_{g} on projections.claims_{g} (perspective, position);
create index claims_by_claimant_{g} on projections.claims_{g} (claimant, position) where claimant is not null;
create index claims_by_statement_{g} on projections.claims_{g} (statement, position) where statement is not null;
create index claims_by_repeated_{g} on projections.claims_{g} (repeats) where repeats is not null;
create index judgements_by_first_{g} on projections.judgements_{g} (first);
create index judgements_by_second_{g} on projections.judgements_{g} (second);

-- Words of names. Each goes into the index with its row: what waited for it would have to be looked through by every search.
create index reports_by_words_{g} on projections.reports_{g} using gin (array_to_tsvector(string_to_array(words, ' '))) with (fastupdate = off);
create index corridors_by_words_{g} on projections.corridors_{g} using gin (array_to_tsvector(string_to_array(words, ' '))) with (fastupdate = off);
create index statements_by_words_{g} on projections.statements_{g} using gin (array_to_tsvector(string_to_array(words, ' '))) with (fastupdate = off);
create index claimants_by_words_{g} on projections.claimants_{g} using gin (array_to_tsvector(string_to_array(words, ' '))) with (fastupdate = off);
