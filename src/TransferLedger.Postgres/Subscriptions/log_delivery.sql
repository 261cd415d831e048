-- A delivery to a subscription ($1) beside the order: something delivered once more by hand.
insert into feed.deliveries
    (subscription, at, message, first_position, first_index, last_position, last_index, events, attempt, outcome, status, answer,
     milliseconds)
select id, clock_timestamp(), $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11 from feed.subscriptions where id = $1
