-- What was run, with the hash of its text. Reads the whole (short) table.
select number, sha256 from ledger.migrations
