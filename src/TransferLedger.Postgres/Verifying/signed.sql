-- What was signed last for each origin. Reads the whole (short) table.
select origin, size, root, note from ledger.signing order by origin
