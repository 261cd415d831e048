-- A new secret ($2) for a subscription ($1); the one before is good for a while ($3). While one before is still good, that one is kept:
-- it is what subscribers have, and the one between may never have reached them. Leans on subscriptions_id_key.
update feed.subscriptions
set previous_secret = case when previous_until > clock_timestamp() then previous_secret else secret end,
    previous_until = clock_timestamp() + $3, secret = $2
where id = $1
returning previous_until
