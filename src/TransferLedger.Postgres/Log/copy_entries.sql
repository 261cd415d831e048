-- Takes the entries of a bulk batch, under the lock. All or nothing with the transaction. Leans on no index.
copy ledger.entries (position, id, stream, version, type, recorded_at, leaf, bytes) from stdin (format binary)
