-- Those of entries $1 beside which no quote lies, not even an erased one. Leans on excerpts_id_key.
select quoted.id
from unnest($1) as quoted (id)
where not exists (select from ledger.excerpts x where x.id = quoted.id)
