#!/bin/sh
# Makes the passwords of PostgreSQL's three roles, once, as files in deploy/secrets (or the folder given). Whoever may read
# them may read the ledger and more: keep the folder to yourself.
set -eu
folder=${1:-$(dirname "$0")/secrets}
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
[ ! -e "$folder" ] || { echo "$folder is there already; nothing was changed." >&2; exit 1; }
mkdir -m 0700 "$folder"
random > "$folder/postgres"
echo "*:*:*:ledger_owner:$(random)" > "$folder/owner.pgpass"
echo "*:*:*:ledger_server:$(random)" > "$folder/server.pgpass"
# The containers' users are not yours; the folder keeps others out.
chmod 0444 "$folder"/*
