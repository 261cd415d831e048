-- Where the projections stand. Leans on bookmark_name_key.
select next, fence from projections.bookmark where name = 'reads'
