-- Moves the bookmark of read tables that are being built.
update projections.generations set next = $2 where generation = {g} and state = 'building' and next = $1
