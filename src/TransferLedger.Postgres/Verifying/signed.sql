-- What was signed last for each origin, and whether a fork was accepted that leads there. Reads the whole (short) tables.
select origin, size, root, note,
       exists (select from ledger.accepted_forks f
               where f.origin = s.origin and f.memory = 'database' and f.new_size = s.size and f.new_root = s.root)
from ledger.signing s
order by origin
