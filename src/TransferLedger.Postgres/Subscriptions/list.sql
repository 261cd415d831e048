-- The subscription with one id ($5), or where that is null those of one holder ($1), or of all where that is null too, the newest first,
-- behind one that was created at $2 with id $3; at most $4, and there are few of them. Each with its bookmark, how many events were set
-- aside, and for how many seconds the oldest that it wants has waited: 0 where there is none, null where none is among the next 10,000
-- positions and the feed goes further. Leans on subscriptions_id_key, bookmarks_name_key, dead_letters_place_key and events_place_key.
select s.id, s.holder, s.created_at, s.url, s.types, s.corridors, s.figures, s.perspectives, s.batch, s.on_failure,
       case when s.state = 'active' and not feed.holds_key(s.holder) then 'paused' else s.state end,
       case when s.state = 'active' and not feed.holds_key(s.holder)
            then 'No key named ' || s.holder || ' is good any more. It goes on as soon as there is one.' else s.reason end,
       s.round, s.attempts, s.next_attempt, s.last_at, s.last_status, s.last_answer,
       case when s.previous_until > clock_timestamp() then s.previous_until end, b.next_position, b.next_index,
       (select count(*) from feed.dead_letters d where d.subscription = s.id),
       case
           when o.recorded_at is not null then greatest(0, extract(epoch from clock_timestamp() - o.recorded_at))::float8
           when b.next_position + 10000 >= coalesce(f.next_position, 0) then 0
       end
from feed.subscriptions s
join feed.bookmarks b on b.name = 'webhook/' || s.id
left join feed.bookmarks f on f.name = 'feed'
left join lateral (
    select l.recorded_at
    from feed.events e
    join ledger.entries l on l.position = e.position
    where (e.position, e.index) >= (b.next_position, b.next_index)
      and e.position < b.next_position + 10000
      and (e.position, e.index) < (f.next_position, f.next_index)
      and (cardinality(s.types) = 0 or e.type = any (s.types))
      and (cardinality(s.corridors) = 0 or e.corridors && s.corridors)
      and (cardinality(s.figures) = 0 or e.figures && s.figures)
      and (cardinality(s.perspectives) = 0 or e.perspectives && s.perspectives)
    order by e.position, e.index
    limit 1
) o on true
where ($5::text is null or s.id = $5)
  and ($1::text is null or s.holder = $1)
  and (s.created_at, s.id) < ($2, $3)
order by s.created_at desc, s.id desc
limit $4
