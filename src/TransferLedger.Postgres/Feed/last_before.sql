-- The place of the last event before another ($1, $2). Leans on events_place_key.
select position, index from feed.events where (position, index) < ($1, $2) order by position desc, index desc limit 1
