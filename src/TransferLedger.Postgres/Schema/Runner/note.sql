-- Notes a migration in the transaction that ran it. Leans on migrations_pkey.
insert into ledger.migrations (number, name, sha256) values ($1, $2, $3)
