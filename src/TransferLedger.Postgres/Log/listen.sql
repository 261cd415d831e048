-- Hears of appends from now on, and holds a shared lock by which the other nodes see that somebody does: whoever listens
-- takes it. Both end with the connection. Leans on no index.
listen ledger;
select pg_advisory_lock_shared(7561, 1);
