-- The entries from position $1 to before $2 as a bundle (C2SP tlog-tiles): of each its length as an unsigned 16-bit number,
-- big-endian, then its bytes; and how many there are. Ordered as tile_leaves.sql is. Leans on entries_position_key.
select string_agg(substring(int4send(octet_length(bytes)) from 3) || bytes, ''::bytea), count(*)
from (select bytes from ledger.entries where position >= $1 and position < $2 order by position) e
