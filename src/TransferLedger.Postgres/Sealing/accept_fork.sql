-- Puts what the log now is in the place of what was signed: origin $1, size $2, root $3. Refused by signing_never_goes_back
-- unless the same transaction has noted the fork. Leans on signing_origin_key.
update ledger.signing set size = $2, root = $3, note = null where origin = $1
