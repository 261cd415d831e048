-- Forgets attempts before the last ones ($1) of each subscription, and those that are older than a while ($2). Leans on
-- deliveries_number_key.
delete from feed.deliveries d
using feed.subscriptions s
where d.subscription = s.id
  and (d.at < clock_timestamp() - $2
       or d.number <= (select k.number from feed.deliveries k where k.subscription = s.id order by k.number desc offset $1 limit 1))
