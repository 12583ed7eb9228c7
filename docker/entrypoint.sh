#!/bin/sh
# Starts the image's service. Options go to the service (`docker compose run --rm etl --force`); anything else is a command
# to run instead of it (`docker compose run --rm --no-deps etl ls -la state`).
set -eu

case "${1:-}" in
  '' | -*) ;;
  *) exec "$@" ;;
esac

is_development() { [ "${DEV_MODE:-false}" = true ]; }

case "$SERVICE" in
  etl | ml-builder)
    # Both wait for the database by themselves, 60 s unless DATABASE_WAIT_S says otherwise.
    exec node "apps/$SERVICE/src/main.ts" "$@"
    ;;
  ml-worker)
    exec node apps/ml-builder/src/worker-main.ts "$@"
    ;;
  api)
    if is_development; then
      exec node docker/reload.ts apps/api/src/main.ts "$@"
    fi
    exec node --import ./docker/wait-for-database.ts apps/api/src/main.ts "$@"
    ;;
  web)
    if is_development && [ -f node_modules/vite/bin/vite.js ]; then
      exec node node_modules/vite/bin/vite.js apps/web --host 0.0.0.0 --strictPort "$@"
    fi
    exec node docker/web.ts "$@"
    ;;
  *)
    echo "SERVICE must be etl, ml-builder, ml-worker, api or web, got \"$SERVICE\"" >&2
    exit 2
    ;;
esac
