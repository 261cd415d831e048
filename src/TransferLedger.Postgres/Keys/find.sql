-- One key by its id. Leans on keys_id_key.
select id, name, role, created_at, expires_at, revoked_at, digest from ledger.keys where id = $1
