-- What became of an attempt to deliver to a subscription ($1): its bookmark ($3, $4), how it stands ($5 to $12), the log of its
-- deliveries ($13 to $20) and what was set aside ($21, $22) change together, and only in the hands of whoever has the fencing number
-- $2; no row: somebody else has it. Gives the state that the subscription is in. It does not wait for the disk: where a crash of the
-- database loses it, it loses all of it, and the same is delivered again. Leans on bookmarks_name_key and subscriptions_id_key.
with quick as materialized (
    select set_config('synchronous_commit', 'off', true)
),
moved as (
    update feed.bookmarks
    set next_position = $3, next_index = $4, lease_until = clock_timestamp() + $23
    from quick
    where name = 'webhook/' || $1 and fence = $2
    returning name
),
noted as (
    update feed.subscriptions s
    set attempts = $5, next_attempt = clock_timestamp() + $6, pinned_position = $7, pinned_index = $8,
        state = case when s.state = 'active' then coalesce($9, s.state) else s.state end,
        reason = case when s.state = 'active' then coalesce($10, s.reason) else s.reason end,
        last_at = clock_timestamp(), last_status = $11, last_answer = $12
    from moved m
    where m.name = 'webhook/' || s.id
    returning s.id, s.state
),
logged as (
    insert into feed.deliveries
        (subscription, at, message, first_position, first_index, last_position, last_index, events, attempt, outcome, status, answer,
         milliseconds)
    select id, clock_timestamp(), $13, $14, $15, $16, $17, $18, $19, $20, $11, $12, $24
    from noted
),
aside as (
    insert into feed.dead_letters (subscription, position, index, attempts, status, answer)
    select n.id, d.position, d.index, $19, $11, $12
    from noted n, unnest($21::bigint[], $22::int[]) as d (position, index)
    on conflict on constraint dead_letters_place_key do update
    set at = excluded.at, attempts = excluded.attempts, status = excluded.status, answer = excluded.answer
)
select state from noted
