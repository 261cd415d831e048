-- A subscription ($1 to $10) and its bookmark at a place ($11, $12), unless there are as many ($13) already; no row: there are.
-- Leans on subscriptions_id_key.
with added as (
    insert into feed.subscriptions (id, holder, url, types, corridors, figures, perspectives, batch, on_failure, secret)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
    where (select count(*) from feed.subscriptions) < $13
    returning id
)
insert into feed.bookmarks (name, next_position, next_index)
select 'webhook/' || id, $11, $12 from added
returning name
