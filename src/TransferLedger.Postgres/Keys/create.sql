-- Adds a key; its id is random, a second one with the same id fails on keys_id_key.
insert into ledger.keys (id, name, role, digest, created_at, expires_at) values ($1, $2, $3, $4, $5, $6)
