-- A subscription ($1) with its bookmark; whoever is delivering cannot move it any more. Leans on bookmarks_name_key.
with bookmark as (delete from feed.bookmarks where name = 'webhook/' || $1 returning name)
delete from feed.subscriptions s using bookmark b where b.name = 'webhook/' || s.id returning s.id
