#!/usr/bin/env bash
# A RabbitMQ broker of one's own, in the foreground until SIGTERM: rabbitmq.sh <folder> <port> <port of epmd> <port of
# distribution>. Everything of it listens on loopback and lies in the folder; what is there from an earlier run is gone on with.
# Needs Debian's rabbitmq-server, whose own service need not run. Any user may run it.
set -euo pipefail
folder=$1 port=$2
export HOME=$folder
export ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$3
export RABBITMQ_NODENAME=ledger@localhost RABBITMQ_DIST_PORT=$4
export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_CONFIG_FILE=$folder/rabbitmq
export RABBITMQ_MNESIA_BASE=$folder/data RABBITMQ_LOG_BASE=$folder RABBITMQ_LOGS=-
export RABBITMQ_ENABLED_PLUGINS_FILE=$folder/plugins RABBITMQ_PID_FILE=$folder/pid
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'

mkdir -p "$folder"
echo '[].' > "$folder/plugins"
cat > "$folder/rabbitmq.conf" <<END
listeners.tcp.1 = 127.0.0.1:$port
disk_free_limit.absolute = 50MB
END

epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" &
epmd=$!
/usr/lib/rabbitmq/bin/rabbitmq-server &
broker=$!
trap 'kill -TERM "$broker" || true; wait "$broker" || true; kill "$epmd" || true' TERM INT EXIT
wait "$broker"
