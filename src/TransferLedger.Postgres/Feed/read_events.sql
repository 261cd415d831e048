-- Events from a place on ($1, $2) and before a position ($3) that a reader wants ($4 to $7; an empty list: any), in the order of
-- the feed; at most $8. Where the feed ends stands before each row, and alone where there is none. Leans on events_place_key and
-- entries_position_key.
select b.next_position, b.next_index, e.position, e.index, e.type, e.corridors, e.figures, e.perspectives, e.data, l.bytes, l.leaf
from feed.bookmarks b
left join lateral (
    select *
    from feed.events
    where (position, index) >= ($1, $2)
      and position < $3
      and (position, index) < (b.next_position, b.next_index)
      and (cardinality($4::text[]) = 0 or type = any ($4))
      and (cardinality($5::text[]) = 0 or corridors && $5)
      and (cardinality($6::text[]) = 0 or figures && $6)
      and (cardinality($7::text[]) = 0 or perspectives && $7)
    order by position, index
    limit $8
) e on true
left join ledger.entries l on l.position = e.position
where b.name = 'feed'
order by e.position, e.index
