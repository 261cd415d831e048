-- All keys, the newest first. There are few.
select id, name, role, created_at, expires_at, revoked_at from ledger.keys order by created_at desc, id
