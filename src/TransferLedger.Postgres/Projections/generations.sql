-- Where each generation of the read tables stands, and who works at it. A generation is a set of read tables with its number
-- behind their names, written by one version of the fold; of each version one is live. The lock, held to the end of the whole,
-- lets two nodes start at once: "if not exists" alone is no guard against one that is just being made.
select pg_advisory_xact_lock(hashtext('transferledger.projections'));

-- What versions before generations left.
drop table if exists projections.bookmark, projections.reports, projections.claims, projections.figure_entries,
    projections.judgements, projections.corridors, projections.statements, projections.claimants, projections.figures;

create table if not exists projections.generations (
    generation  int    not null,
    fold        int    not null,
    state       text collate "C" not null,
    next        bigint not null,
    fence       bigint not null,
    runner      uuid,
    lease_until timestamptz,
    constraint generations_generation_key primary key (generation),
    constraint generations_state_known check (state in ('building', 'live', 'kept'))
) with (fillfactor = 10);
create unique index if not exists generations_live on projections.generations (fold) where state = 'live';
