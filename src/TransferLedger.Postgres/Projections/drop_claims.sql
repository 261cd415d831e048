-- Takes out all states of some claims, so that new ones can be put in their place. Leans on claims_claim_since_key.
delete from projections.claims_{g} where claim = any ($1)
