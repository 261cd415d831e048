-- Takes a generation whose tables are gone out of the list.
delete from projections.generations where generation = {g} and state <> 'live'
