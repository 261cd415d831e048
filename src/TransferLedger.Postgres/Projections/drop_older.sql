-- Drops read tables of another shape than this version writes: they follow from the log and are worked out again. The lock,
-- held to the end of the statement, lets two nodes start at once.
do $$
begin
    perform pg_advisory_xact_lock(hashtext('transferledger.projections'));
    if to_regclass('projections.bookmark') is null
        or obj_description(to_regclass('projections.bookmark'), 'pg_class') is not distinct from 'shape 3'
    then
        return;
    end if;
    drop table projections.bookmark, projections.reports, projections.claims, projections.corridors,
        projections.statements, projections.claimants, projections.figures;
    drop table if exists projections.figure_entries, projections.judgements;
end
$$;
