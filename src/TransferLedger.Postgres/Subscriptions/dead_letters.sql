-- What was set aside of a subscription ($1), in the order of the feed, from a place on ($2, $3); at most $4. Leans on
-- dead_letters_place_key.
select position, index, at, attempts, status, answer
from feed.dead_letters
where subscription = $1 and (position, index) >= ($2, $3)
order by position, index
limit $4
