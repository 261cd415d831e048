-- The data of the newest events of one type ($1) that the feed shows, newest first; at most $2. Leans on events_place_key, read backwards.
select e.data
from feed.events e
where e.type = $1
  and (e.position, e.index) < (select b.next_position, b.next_index from feed.bookmarks b where b.name = 'feed')
order by e.position desc, e.index desc
limit $2
