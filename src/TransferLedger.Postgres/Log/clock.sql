-- The database's clock, which recorded_at follows. Leans on no index.
select ledger.clock()
