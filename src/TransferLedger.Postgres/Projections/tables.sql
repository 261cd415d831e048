-- The read tables and their bookmark. Derived from the log alone: they can be dropped and worked out again. Made by the
-- server's own role, which may create in schema projections and nowhere else. The lock, held to the end of the whole, lets
-- two nodes start at once: "if not exists" alone is no guard against one that is just being made.
select pg_advisory_xact_lock(hashtext('transferledger.projections'));

create table if not exists projections.bookmark (
    name  text   not null,
    next  bigint not null,
    fence bigint not null,
    constraint bookmark_name_key primary key (name)
);
comment on table projections.bookmark is 'shape 3';

create table if not exists projections.reports (
    report      text collate "C" not null,
    position    bigint      not null,
    version     bigint      not null,
    recorded_at timestamptz not null,
    published   date        not null,
    said        date        not null,
    data        jsonb       not null,
    constraint reports_report_key primary key (report)
);
create index if not exists reports_by_published on projections.reports (published desc, report);

-- One row a claim and run of days over which it stands alike.
create table if not exists projections.claims (
    claim       text collate "C" not null,
    report      text collate "C" not null,
    n           int         not null,
    position    bigint      not null,
    recorded_at timestamptz not null,
    said        date        not null,
    since       date        not null,
    last_day    date        not null,
    withdrawn   boolean     not null,
    reported_withdrawn boolean not null,
    latest      bigint      not null,
    latest_at   timestamptz not null,
    type        text collate "C" not null,
    corridor    text collate "C" not null,
    figure      text collate "C",
    perspective text collate "C" not null,
    claimant    text collate "C",
    statement   text collate "C",
    data        jsonb       not null,
    constraint claims_claim_since_key primary key (claim, since)
);
create index if not exists claims_by_position on projections.claims (position);
create index if not exists claims_by_report on projections.claims (report, n);
create index if not exists claims_by_figure on projections.claims (figure, position) where figure is not null;
create index if not exists claims_by_corridor on projections.claims (corridor, position);
create index if not exists claims_by_perspective on projections.claims (perspective, position);
create index if not exists claims_by_claimant on projections.claims (claimant, position) where claimant is not null;
create index if not exists claims_by_statement on projections.claims (statement, position) where statement is not null;
create index if not exists claims_by_repeated on projections.claims ((data ->> 'repeats'))
    where data ->> 'repeats' is not null;
create index if not exists claims_by_target on projections.claims
    using gin ((data -> 'targets') jsonb_path_ops) where type like 'denial-issued.v%';
create index if not exists claims_by_answered on projections.claims ((data ->> 'respondsTo'))
    where type like 'denial-issued.v%';
create index if not exists claims_of_absence on projections.claims (corridor) where type like 'absence-observed.v%';

-- The entries that concern each figure, with the statements that they name (repeated ones too), but for judgements, which are
-- joined at reading.
create table if not exists projections.figure_entries (
    figure     text collate "C" not null,
    position   bigint not null,
    statements text[] collate "C" not null,
    constraint figure_entries_key primary key (figure, position)
);

create table if not exists projections.judgements (
    position bigint not null,
    first    text collate "C" not null,
    second   text collate "C" not null,
    constraint judgements_position_key primary key (position)
);
create index if not exists judgements_by_first on projections.judgements (first);
create index if not exists judgements_by_second on projections.judgements (second);

create table if not exists projections.corridors (
    corridor   text collate "C" not null,
    first_said date not null,
    constraint corridors_corridor_key primary key (corridor)
);

create table if not exists projections.statements (
    statement  text collate "C" not null,
    first_said date not null,
    constraint statements_statement_key primary key (statement)
);

create table if not exists projections.claimants (
    claimant   text collate "C" not null,
    first_said date not null,
    constraint claimants_claimant_key primary key (claimant)
);

create table if not exists projections.figures (
    figure     text collate "C" not null,
    corridor   text collate "C" not null,
    measure    text collate "C" not null,
    first_said date   not null,
    position   bigint not null,
    status     text collate "C" not null,
    conflicts  int    not null,
    estimate   jsonb  not null,
    constraint figures_figure_key primary key (figure)
);
create index if not exists figures_by_corridor on projections.figures (corridor, figure);
create index if not exists figures_in_conflict on projections.figures (figure) where conflicts > 0;
