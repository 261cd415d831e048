-- The log in the table layout of Marten 9, so that a Marten service can read it and run projections of its own on it. The
-- views write nothing, whoever asks: what is in the log came through POST /reports.

create schema marten;
grant usage on schema marten to ledger_server;

-- A seq_id is a position + 1: without this a range of them, or their order, would read the whole log.
create index entries_seq_id on ledger.entries ((position + 1));

-- containers-reported.v1 is Marten's containers_reported; later shapes have their number, as Marten gives it: …_v2.
create function marten.alias(stored_name text) returns varchar
    language sql immutable parallel safe
    as $$
select (replace(split_part(stored_name, '.v', 1), '-', '_')
        || case split_part(stored_name, '.v', 2) when '1' then '' else '_v' || split_part(stored_name, '.v', 2) end)::varchar
$$;

-- The record that a stored name stands for, as .NET names it.
create function marten.dotnet_type(stored_name text) returns varchar
    language sql immutable parallel safe
    as $$
select ('TransferLedger.Core.Events.' || replace(initcap(split_part(stored_name, '.v', 1)), '-', '')
        || ', TransferLedger.Core')::varchar
$$;

create view marten.mt_events as
select
    e.position + 1 as seq_id,
    e.id,
    e.stream::varchar as stream_id,
    e.version,
    entry.json -> 'data' as data,
    null::bytea as bdata,
    marten.alias(e.type)::varchar(500) as type,
    e.recorded_at as timestamp,
    '*DEFAULT*'::varchar as tenant_id,
    marten.dotnet_type(e.type) as mt_dotnet_type,
    null::varchar as correlation_id,
    null::varchar as causation_id,
    null::jsonb as headers,
    false as is_archived
from ledger.entries e
cross join lateral (select convert_from(e.bytes, 'UTF8')::jsonb as json) entry;

create view marten.mt_streams as
select
    first.stream::varchar as id,
    split_part(first.stream, '/', 1)::varchar as type,
    last.version,
    last.recorded_at as timestamp,
    first.recorded_at as created,
    '*DEFAULT*'::varchar as tenant_id,
    false as is_archived
from ledger.entries first
cross join lateral (
    select e.version, e.recorded_at
    from ledger.entries e
    where e.stream = first.stream
    order by e.version desc
    limit 1) last
where first.version = 1;

-- A real sequence would show numbers before their commit, and after a rollback.
create view marten.mt_events_sequence as
select coalesce(max(position) + 1, 0) as last_value from ledger.entries;

create function marten.refuse_change() returns trigger
    language plpgsql
    as $$
begin
    raise exception '% on marten.% is refused: it only shows the log', tg_op, tg_table_name
        using errcode = 'insufficient_privilege',
              hint = 'Have it recorded by the ledger: POST /reports, and for what happens to a claim later POST /reports/{id}/claims/{n}/….';
end
$$;

-- Those for each row make PostgreSQL take the statement at all; those for each statement refuse it also where it finds no row.
create trigger mt_events_are_read instead of insert or update or delete on marten.mt_events
    for each row execute function marten.refuse_change();
create trigger mt_events_stay before insert or update or delete on marten.mt_events
    for each statement execute function marten.refuse_change();
create trigger mt_streams_are_read instead of insert or update or delete on marten.mt_streams
    for each row execute function marten.refuse_change();
create trigger mt_streams_stay before insert or update or delete on marten.mt_streams
    for each statement execute function marten.refuse_change();
create trigger mt_events_sequence_is_read instead of insert or update or delete on marten.mt_events_sequence
    for each row execute function marten.refuse_change();
create trigger mt_events_sequence_stays before insert or update or delete on marten.mt_events_sequence
    for each statement execute function marten.refuse_change();

grant select on marten.mt_events, marten.mt_streams, marten.mt_events_sequence to ledger_server;

-- Gives nobody more than the refusal that says what to do instead: a bare "permission denied" would not.
grant insert, update, delete on marten.mt_events, marten.mt_streams, marten.mt_events_sequence to public;
