-- Lets the planner know what stands in the tables of a generation that was just filled.
analyze projections.reports_{g};
analyze projections.claims_{g};
analyze projections.subject_entries_{g};
analyze projections.judgements_{g};
analyze projections.corridors_{g};
analyze projections.statements_{g};
analyze projections.claimants_{g};
analyze projections.figures_{g};
