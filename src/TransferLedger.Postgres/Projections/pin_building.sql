-- Says up to where read tables that are being built are filled.
update projections.generations set next = $1 where generation = {g} and state = 'building'
