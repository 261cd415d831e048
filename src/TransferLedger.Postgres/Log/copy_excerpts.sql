-- Takes the excerpts of a bulk batch, under the lock. All or nothing with the transaction. Leans on no index.
copy ledger.excerpts (id, salt, text) from stdin (format binary)
