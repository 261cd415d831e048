#!/bin/sh
# Makes the roles, gives them the passwords of owner.pgpass and server.pgpass, and makes the database. Safe to run again: so
# are passwords changed. As PostgreSQL's administrator, found as psql finds it (PGHOST, PGUSER, PGPASSWORD, …).
#   set-up.sh <folder with *.pgpass> [<database>]
set -eu
secrets=$1
database=${2:-ledger}
password() { cut -d: -f5 "$secrets/$1.pgpass"; }
run() { psql -X -q -v ON_ERROR_STOP=1 -d postgres "$@"; }
run -f "$(dirname "$0")/roles.sql"
OWNER=$(password owner) SERVER=$(password server) DATABASE=$database run <<'SQL'
-- Passwords and statements that hold them stay out of PostgreSQL's log.
set log_statement = 'none';
set log_min_duration_statement = -1;
set log_min_error_statement = 'panic';
\getenv owner OWNER
\getenv server SERVER
\getenv database DATABASE
alter role ledger_owner password :'owner';
alter role ledger_server password :'server';
select format('create database %I owner ledger_owner encoding ''UTF8'' template template0', :'database')
where not exists (select from pg_database where datname = :'database') \gexec
revoke all on database :"database" from public;
grant connect on database :"database" to ledger_server;
SQL
