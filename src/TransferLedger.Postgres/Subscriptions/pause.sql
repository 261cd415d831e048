-- Pauses a subscription ($1) that is active. Leans on subscriptions_id_key.
update feed.subscriptions set state = 'paused', reason = null where id = $1 and state = 'active'
