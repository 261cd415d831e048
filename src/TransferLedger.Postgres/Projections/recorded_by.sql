-- How many entries had been recorded by an instant, and how many there are: a binary search, since the later an entry, the later it was recorded. Leans
-- on entries_position_key.
with recursive search (low, high) as (
    select 0::bigint, coalesce((select max(position) + 1 from ledger.entries), 0)
    union all
    select case when e.recorded_at <= $1 then (s.low + s.high) / 2 + 1 else s.low end,
           case when e.recorded_at <= $1 then s.high else (s.low + s.high) / 2 end
    from search s
    join ledger.entries e on e.position = (s.low + s.high) / 2
    where s.low < s.high
)
select low, coalesce((select max(position) + 1 from ledger.entries), 0) from search where low = high
