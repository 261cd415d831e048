-- Takes out all states of some claims, so that new ones can be put in their place. Leans on claims_position_since_key.
delete from projections.claims_{g} where position = any ($1)
