-- Waits until no other node signs, and keeps it so until the transaction ends. Must stay a statement of its own: one that also
-- reads would read a snapshot from before the lock. Leans on no index.
select pg_advisory_xact_lock(7561, 3)
