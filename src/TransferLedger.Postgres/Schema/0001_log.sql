-- The log and what is sealed with it. Entries and nodes are written once: the server's role has no right to change them,
-- and triggers refuse it to everyone else.

create schema if not exists projections;
grant usage on schema ledger to ledger_server;
grant usage, create on schema projections to ledger_server;

-- One entry of the log (log.md section 1). "bytes" is what is hashed and served; the other columns repeat what it says, for
-- indexes and guards. Fixed-width columns stand first, so that no row is padded.
create table ledger.entries (
    position    bigint      not null,
    version     bigint      not null,
    recorded_at timestamptz not null,
    id          uuid        not null,
    leaf        bytea       not null,
    stream      text collate "C" not null,
    type        text collate "C" not null,
    bytes       bytea       not null,
    constraint entries_position_key primary key (position),
    constraint entries_id_key unique (id),
    constraint entries_stream_version_key unique (stream, version),
    constraint entries_position_dense check (position >= 0),
    constraint entries_version_from_one check (version >= 1),
    constraint entries_leaf_is_sha256 check (octet_length(leaf) = 32),
    constraint entries_fit_a_bundle check (octet_length(bytes) <= 65535)
);

-- Roots of complete subtrees of 2^level leaves (C2SP tlog-tiles): levels 8, 16 and 24. All other hashes are derived.
create table ledger.nodes (
    index bigint   not null,
    level smallint not null,
    hash  bytea    not null,
    constraint nodes_level_index_key primary key (level, index),
    constraint nodes_level_stored check (level in (8, 16, 24)),
    constraint nodes_hash_is_sha256 check (octet_length(hash) = 32)
);

-- Verbatim words of others, by the id of the entry that holds their digest. Erased: both are null for good.
create table ledger.excerpts (
    id   uuid  not null,
    salt bytea,
    text text collate "C",
    constraint excerpts_id_key primary key (id),
    constraint excerpts_whole_or_erased check ((salt is null) = (text is null))
);

-- The one place that reads the clock which recorded_at follows.
create function ledger.clock() returns timestamptz
    language sql volatile parallel safe
    as $$ select clock_timestamp() $$;

create function ledger.refuse_change() returns trigger
    language plpgsql
    as $$
begin
    raise exception '% on ledger.% is refused: what is in the log stays as it was written', tg_op, tg_table_name
        using errcode = 'insufficient_privilege',
              hint = 'Say it with a new event: a correction, a withdrawal or a recording error. Quotes are erased in ledger.excerpts.';
end
$$;

create function ledger.allow_only_erasure() returns trigger
    language plpgsql
    as $$
begin
    if new.id = old.id and new.salt is null and new.text is null then
        return new;
    end if;
    raise exception 'a quote can be erased, not changed'
        using errcode = 'insufficient_privilege',
              hint = 'Set salt and text to null, after appending the event that says why.';
end
$$;

create trigger entries_stay before update or delete or truncate on ledger.entries
    for each statement execute function ledger.refuse_change();

create trigger nodes_stay before update or delete or truncate on ledger.nodes
    for each statement execute function ledger.refuse_change();

create trigger excerpts_stay before delete or truncate on ledger.excerpts
    for each statement execute function ledger.refuse_change();

create trigger excerpts_are_only_erased before update on ledger.excerpts
    for each row execute function ledger.allow_only_erasure();

grant select, insert on ledger.entries, ledger.nodes, ledger.excerpts to ledger_server;
grant update (salt, text) on ledger.excerpts to ledger_server;
