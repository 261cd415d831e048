-- The origins for which something was signed: one, or none. Reads the whole (short) table.
select origin from ledger.signing order by origin
