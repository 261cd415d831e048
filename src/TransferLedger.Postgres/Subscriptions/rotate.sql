-- A new secret ($2) for a subscription ($1); the one before is good for a while ($3). Leans on subscriptions_id_key.
update feed.subscriptions
set previous_secret = secret, previous_until = clock_timestamp() + $3, secret = $2
where id = $1
returning previous_until
