-- Revokes a key once; the first moment stands. Leans on keys_id_key.
update ledger.keys set revoked_at = $2 where id = $1 and revoked_at is null
