-- Takes all rows out of the tables of a generation that is being filled.
truncate projections.reports_{g}, projections.claims_{g}, projections.subject_entries_{g}, projections.judgements_{g},
    projections.corridors_{g}, projections.statements_{g}, projections.claimants_{g}, projections.figures_{g}
