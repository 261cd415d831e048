-- Notes that a fork is accepted: origin $1, memory $2 ('database' or 'file'), old size $3 and root $4, new size $5 and root $6,
-- reason $7. Leans on no index.
insert into ledger.accepted_forks (origin, memory, old_size, old_root, new_size, new_root, reason)
values ($1, $2, $3, $4, $5, $6, $7)
