-- A subscription ($1) with its bookmark. Leans on subscriptions_id_key and bookmarks_name_key.
select s.id, s.holder, s.created_at, s.url, s.types, s.corridors, s.figures, s.perspectives, s.batch, s.on_failure,
       case when s.state = 'active' and not feed.holds_key(s.holder) then 'paused' else s.state end,
       case when s.state = 'active' and not feed.holds_key(s.holder)
            then 'No key named ' || s.holder || ' is good any more. It goes on as soon as there is one.' else s.reason end,
       s.round, s.attempts, s.next_attempt, s.last_at, s.last_status, s.last_answer,
       case when s.previous_until > clock_timestamp() then s.previous_until end, b.next_position, b.next_index
from feed.subscriptions s
join feed.bookmarks b on b.name = 'webhook/' || s.id
where s.id = $1
