-- Takes the nodes of a bulk batch, under the lock. All or nothing with the transaction. Leans on no index.
copy ledger.nodes (level, index, hash) from stdin (format binary)
