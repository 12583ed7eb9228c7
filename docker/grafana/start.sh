#!/bin/sh
# Starts Grafana with a password of your own for the user admin: from the secret that GRAFANA_PASSWORD_FILE names, or from
# GRAFANA_PASSWORD. There is no default in production.
set -eu

password=${GRAFANA_PASSWORD:-}
if [ -n "${GRAFANA_PASSWORD_FILE:-}" ]; then
  password=$(cat "$GRAFANA_PASSWORD_FILE")
fi
if [ -z "$password" ]; then
  echo "Grafana does not start: it needs a password for admin, in the file that GRAFANA_PASSWORD_FILE names" >&2
  exit 1
fi
if [ "${DEV_MODE:-false}" != true ] && [ "$password" = letsgo_password ]; then
  echo "Grafana does not start: the password of development is public; choose another" >&2
  exit 1
fi
export GF_SECURITY_ADMIN_PASSWORD="$password"
exec "${GRAFANA_RUN:-/run.sh}" "$@"
