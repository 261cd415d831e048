-- Makes a subscription ($1) active; its delivery is tried at once, with all retries before it. Leans on subscriptions_id_key.
update feed.subscriptions
set state = 'active', reason = null, attempts = 0, next_attempt = null
where id = $1
