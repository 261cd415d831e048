-- Events in the order of the feed; lists of names arrive as texts with U+001F between the names. Entries that were told before what derives
-- from them stand there already. Leans on events_place_key.
insert into feed.events (position, index, type, corridors, figures, perspectives, data)
select position, index, type,
       string_to_array(corridors, chr(31)), string_to_array(figures, chr(31)), string_to_array(perspectives, chr(31)), data
from unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])
    as e (position, index, type, corridors, figures, perspectives, data)
on conflict on constraint events_place_key do nothing
