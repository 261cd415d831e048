-- What deliveries to a subscription ($1) are signed with now. Leans on subscriptions_id_key.
select secret, case when previous_until > clock_timestamp() then previous_secret end from feed.subscriptions where id = $1
