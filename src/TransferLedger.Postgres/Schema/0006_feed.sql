-- The feed (subscribing.md): what services follow. It is written once, in the order of the log, and never changes: a place that a
-- reader has remembered stays what it was, whatever becomes of read tables and of the rules of estimation.

create schema feed;
grant usage on schema feed to ledger_server;

-- Index 0 is the entry itself; behind it stands what was derived from it.
create table feed.events (
    position     bigint not null,
    index        int    not null,
    type         text   collate "C" not null,
    -- What readers choose by.
    corridors    text[] collate "C" not null,
    figures      text[] collate "C" not null,
    perspectives text[] collate "C" not null,
    -- Of derived events; an entry has its own bytes.
    data         bytea,
    constraint events_place_key primary key (position, index),
    constraint events_entries_have_their_own_bytes check ((index = 0) = (data is null))
);

create trigger events_stay before update or delete or truncate on feed.events
    for each statement execute function ledger.refuse_change();

-- How far each reader has come: the place of the next event that it has not seen. One worker on all nodes has the lease, by the
-- clock of the database; the fencing number stands in every statement that moves the bookmark. The row "feed" is that of
-- whoever writes the events: readers see what lies before it.
create table feed.bookmarks (
    name          text   collate "C" not null,
    next_position bigint not null,
    next_index    int    not null,
    holder        uuid,
    lease_until   timestamptz,
    fence         bigint not null default 0,
    constraint bookmarks_name_key primary key (name)
) with (fillfactor = 10);

insert into feed.bookmarks (name, next_position, next_index) values ('feed', 0, 0);

grant select, insert on feed.events to ledger_server;
grant select, insert, update, delete on feed.bookmarks to ledger_server;
