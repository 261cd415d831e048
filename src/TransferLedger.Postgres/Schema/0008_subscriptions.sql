-- Webhooks (subscribing.md): who is delivered to, how far each has come (its row webhook/<id> of feed.bookmarks), what became of
-- each attempt, and what was set aside.

create table feed.subscriptions (
    id               text   collate "C" not null,
    -- Name of the key that made it: whoever holds a key of that name keeps it.
    holder           text               not null,
    created_at       timestamptz        not null default clock_timestamp(),
    url              text   collate "C" not null,
    types            text[] collate "C" not null,
    corridors        text[] collate "C" not null,
    figures          text[] collate "C" not null,
    perspectives     text[] collate "C" not null,
    batch            int                not null,
    on_failure       text   collate "C" not null,
    -- Deliveries are signed with it, so that it cannot be a digest.
    secret           text   collate "C" not null,
    previous_secret  text   collate "C",
    previous_until   timestamptz,
    state            text   collate "C" not null default 'active',
    reason           text,
    -- How often it was rewound.
    round            int                not null default 0,
    -- Of the delivery at the bookmark: attempts that failed, when it is tried again, and the place behind its last event, so that it
    -- is the same message at each attempt.
    attempts         int                not null default 0,
    next_attempt     timestamptz,
    pinned_position  bigint,
    pinned_index     int,
    last_at          timestamptz,
    last_status      int,
    last_answer      text,
    constraint subscriptions_id_key primary key (id),
    constraint subscriptions_batch_fits check (batch between 1 and 100),
    constraint subscriptions_on_failure_known check (on_failure in ('block', 'dead-letter')),
    constraint subscriptions_state_known check (state in ('active', 'paused', 'stopped', 'disabled'))
) with (fillfactor = 50);

-- One row an attempt; old ones are deleted.
create table feed.deliveries (
    number         bigint generated always as identity,
    subscription   text   collate "C" not null,
    at             timestamptz        not null,
    message        text   collate "C" not null,
    first_position bigint             not null,
    first_index    int                not null,
    last_position  bigint             not null,
    last_index     int                not null,
    events         int                not null,
    attempt        int                not null,
    outcome        text   collate "C" not null,
    status         int,
    answer         text,
    milliseconds   int                not null,
    constraint deliveries_number_key primary key (subscription, number),
    constraint deliveries_subscription_known foreign key (subscription) references feed.subscriptions on delete cascade
);

-- Events that were given up, each until it is delivered by hand.
create table feed.dead_letters (
    subscription text   collate "C" not null,
    position     bigint             not null,
    index        int                not null,
    at           timestamptz        not null default clock_timestamp(),
    attempts     int                not null,
    status       int,
    answer       text,
    constraint dead_letters_place_key primary key (subscription, position, index),
    constraint dead_letters_subscription_known foreign key (subscription) references feed.subscriptions on delete cascade
);

grant select, insert, update, delete on feed.subscriptions, feed.deliveries, feed.dead_letters to ledger_server;
