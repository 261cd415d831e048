-- Erases the quotes whose erasure is in the log and was broken off behind it. Leans on entries_erasures and excerpts_id_key.
update ledger.excerpts quote
set salt = null, text = null
from ledger.entries erasure
where erasure.type = 'excerpt-erased.v1'
  and quote.id = (convert_from(erasure.bytes, 'UTF8')::jsonb #>> '{data,entry}')::uuid
  and quote.salt is not null
