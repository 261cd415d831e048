-- Settings of a writing connection. Leans on no index; makes the plans of the others lean on theirs.
-- A node that stops in the middle of a locked append must not hold up the others; nobody waits for the lock for ever.
set idle_in_transaction_session_timeout = '5s';
set lock_timeout = '30s';
-- A machine that vanishes while it copies must not either: nothing else ends a connection that waits for its client.
set tcp_keepalives_idle = 5;
set tcp_keepalives_interval = 5;
set tcp_keepalives_count = 3;
-- Acknowledged is flushed, whatever was set for the role or the database.
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
-- Statements over arrays look cheaper with the arrays known, so PostgreSQL would plan each append anew, at several times the
-- cost of running it. One plan serves all, and it must be right for a full table though it is made over an empty one.
set plan_cache_mode = force_generic_plan;
set enable_seqscan = off;
set enable_hashjoin = off;
set enable_mergejoin = off;
set jit = off;
