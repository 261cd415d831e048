-- The read tables of a generation, bare: keys.sql follows once they are filled, or at once where nothing is to be filled.
-- Derived from the log alone: they can be dropped and worked out again. Made by the server's own role, which may create in
-- schema projections and nowhere else. What has a page is found by its words (NameWords), which stand behind it.
create table projections.reports_{g} (
    report      text collate "C" not null,
    position    bigint      not null,
    version     bigint      not null,
    claims      int         not null,
    published   date        not null,
    said        date        not null,
    words       text collate "C" not null
);

-- One row a claim, told by the position of its entry, and run of days over which it stands alike. What it says stands in data
-- only where something happened to it later, and of denials, which are found by it; else its entry says it.
create table projections.claims_{g} (
    position    bigint      not null,
    report      text collate "C" not null,
    n           int         not null,
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
    repeats     text collate "C",
    data        jsonb
);

-- The index of the log: which entries are about each subject, judgements apart, which are joined at reading. What a reader asks
-- of the past is folded from the entries that stand here. Under a figure, with the statements that an entry names (repeated ones
-- too).
create table projections.subject_entries_{g} (
    subject    text collate "C" not null,
    position   bigint not null,
    statements text collate "C"
);

create table projections.judgements_{g} (
    position bigint not null,
    first    text collate "C" not null,
    second   text collate "C" not null
);

create table projections.corridors_{g} (
    corridor   text collate "C" not null,
    first_said date not null,
    words      text collate "C" not null
);

create table projections.statements_{g} (
    statement  text collate "C" not null,
    first_said date not null,
    words      text collate "C" not null
);

create table projections.claimants_{g} (
    claimant   text collate "C" not null,
    first_said date not null,
    words      text collate "C" not null
);

create table projections.figures_{g} (
    figure     text collate "C" not null,
    corridor   text collate "C" not null,
    measure    text collate "C" not null,
    first_said date   not null,
    position   bigint not null,
    status     text collate "C" not null,
    conflicts  int    not null,
    estimate   jsonb  not null,
    words      text collate "C" not null
);
