-- Holds the live read tables of a fold where they stand until the end of the transaction: their runner waits.
select generation, next, fence from projections.generations where fold = $1 and state = 'live' for update
