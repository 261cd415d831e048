-- Moves the versions of reports whose streams went on. Leans on reports_report_key.
update projections.reports_{g} r
set version = moved.version
from unnest($1::text[], $2::bigint[]) as moved (report, version)
where r.report = moved.report
