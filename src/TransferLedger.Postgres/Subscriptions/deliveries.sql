-- The attempts to deliver to a subscription ($1), the newest first, before a number ($2); at most $3. Leans on deliveries_number_key.
select number, at, message, first_position, first_index, last_position, last_index, events, attempt, outcome, status, answer, milliseconds
from feed.deliveries
where subscription = $1 and number < $2
order by number desc
limit $3
