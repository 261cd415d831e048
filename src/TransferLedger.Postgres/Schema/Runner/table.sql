-- Where the runner notes what it has run. Safe to run again. Leans on no index.
create schema if not exists ledger;
create table if not exists ledger.migrations (
    number     int         not null primary key,
    name       text        not null,
    sha256     text        not null,
    applied_at timestamptz not null default clock_timestamp()
);
