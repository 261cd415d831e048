-- Adds reports. Each stands once: a second row for the same id is a bug and fails on reports_report_key.
insert into projections.reports_{g} (report, position, version, claims, published, said, words)
select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::int[], $5::date[], $6::date[], $7::text[])
