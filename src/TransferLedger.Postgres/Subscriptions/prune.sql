-- Forgets attempts before the last ones ($1) of each subscription, and those that are older than a while ($2). Leans on
-- deliveries_number_key.
with kept as (
    select s.id, k.number
    from feed.subscriptions s
    left join lateral (
        select number from feed.deliveries where subscription = s.id order by number desc offset $1 limit 1
    ) k on true
)
delete from feed.deliveries d
using kept
where d.subscription = kept.id and (d.at < clock_timestamp() - $2 or d.number <= kept.number)
