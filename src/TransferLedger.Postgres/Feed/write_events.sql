-- Moves the bookmark of the feed ($1, "feed"), if it stands where its worker left it ($3, $4) and nobody else has taken the lease ($2), and
-- writes events in the order of the feed before it; lists of names arrive as texts with U+001F between the names. Entries that were
-- told before what derives from them stand there already. Gives what was written, as readers see it; no row: somebody else has the
-- lease, and nothing was written. Leans on bookmarks_name_key, events_place_key and entries_position_key.
with moved as materialized (
    update feed.bookmarks
    set next_position = $5, next_index = $6, lease_until = clock_timestamp() + $7
    where name = $1 and fence = $2 and next_position = $3 and next_index = $4
    returning next_position, next_index, pg_notify('transferledger_feed', next_position || '.' || next_index) as told
),
added as (
    insert into feed.events (position, index, type, corridors, figures, perspectives, data)
    select position, index, type,
           string_to_array(corridors, chr(31)), string_to_array(figures, chr(31)), string_to_array(perspectives, chr(31)), data
    from moved, unnest($8::bigint[], $9::int[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bytea[])
        as e (position, index, type, corridors, figures, perspectives, data)
    on conflict on constraint events_place_key do nothing
    returning *
)
select m.next_position, m.next_index, a.position, a.index, a.type, a.corridors, a.figures, a.perspectives, a.data, l.bytes, l.leaf
from moved m
left join added a on true
left join ledger.entries l on l.position = a.position
order by a.position, a.index
