#!/bin/sh
# Makes the passwords of PostgreSQL's three roles, and the keys that checkpoints are signed with, once, as files in
# deploy/secrets (or the folder given). Whoever may read them may read the ledger, sign in its name, and more: keep the folder to
# yourself, and a copy of signing.key where it outlives this machine. Needs openssl.
set -eu
folder=${1:-$(dirname "$0")/secrets}
random() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }
command -v openssl > /dev/null || { echo "openssl is needed for the signing keys; nothing was made." >&2; exit 1; }
[ ! -e "$folder" ] || { echo "$folder is there already; nothing was changed." >&2; exit 1; }
mkdir -m 0700 "$folder"
random > "$folder/postgres"
echo "*:*:*:ledger_owner:$(random)" > "$folder/owner.pgpass"
echo "*:*:*:ledger_server:$(random)" > "$folder/server.pgpass"
{ openssl genpkey -algorithm ed25519 && openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256; } > "$folder/signing.key"
# The containers' users are not yours; the folder keeps others out.
chmod 0444 "$folder"/*
