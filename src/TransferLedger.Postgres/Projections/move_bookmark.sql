-- Moves the bookmark, if it still stands where this runner read from and no other runner took over. Zero rows: stop.
update projections.bookmark set next = $3 where name = 'reads' and next = $1 and fence = $2
