-- How many subscriptions are in each state, and how many positions the active one that is farthest behind lies behind the end of the
-- feed, wanted or not. There are few of them.
select count(*) filter (where s.state = 'active'),
       count(*) filter (where s.state = 'paused'),
       count(*) filter (where s.state = 'stopped'),
       count(*) filter (where s.state = 'disabled'),
       coalesce(max(f.next_position - b.next_position) filter (where s.state = 'active'), 0)
from feed.subscriptions s
join feed.bookmarks b on b.name = 'webhook/' || s.id
join feed.bookmarks f on f.name = 'feed'
