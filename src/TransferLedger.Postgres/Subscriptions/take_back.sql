-- What was set aside of a subscription ($1) at a place ($2, $3) has been delivered. Leans on dead_letters_place_key.
delete from feed.dead_letters where subscription = $1 and position = $2 and index = $3
