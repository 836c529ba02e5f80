#!/bin/sh
# Superset beside the project: make superset. Arguments: the environment's bin folder, the project's python, the catalogue, port.
set -eu
bin=$1 python=$2 catalogue=$3 port=${4:-8088}
export SUPERSET_HOME="$(cd "$(dirname "$bin")" && pwd)/home" SUPERSET_CONFIG_PATH="$(cd "$(dirname "$0")" && pwd)/superset_config.py" FLASK_APP=superset
mkdir -p "$SUPERSET_HOME"
umask 077
test -s "$SUPERSET_HOME/secret_key" || "$python" -c 'import secrets; print(secrets.token_urlsafe(48))' > "$SUPERSET_HOME/secret_key"
test -s "$SUPERSET_HOME/password" || "$python" -c 'import secrets; print(secrets.token_urlsafe(12))' > "$SUPERSET_HOME/password"
"$python" -m bi.superset.bundle "$catalogue" "$SUPERSET_HOME/jixiao.zip"
"$bin/superset" db upgrade > "$SUPERSET_HOME/setup.log" 2>&1
"$bin/superset" fab create-admin --username admin --firstname a --lastname b --email admin@localhost --password "$(cat "$SUPERSET_HOME/password")" >> "$SUPERSET_HOME/setup.log" 2>&1
"$bin/superset" init >> "$SUPERSET_HOME/setup.log" 2>&1
"$bin/python" "$(dirname "$0")/load.py" "$SUPERSET_HOME/jixiao.zip" >> "$SUPERSET_HOME/setup.log" 2>&1
echo "http://127.0.0.1:$port/superset/dashboard/jixiao/  user admin, password in $SUPERSET_HOME/password" >&2
exec "$bin/superset" run --host 127.0.0.1 --port "$port"
