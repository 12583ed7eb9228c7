#!/bin/sh
# Backup and restore of the swarm's database, each one command, on the node where the database runs:
#   docker/swarm-database.sh backup > predictiondex.dump
#   docker/swarm-database.sh restore < predictiondex.dump
# STACK names the stack, predictiondex when unset.
set -eu

service=${STACK:-predictiondex}_db
task=$(docker ps --quiet --filter "label=com.docker.swarm.service.name=$service" --filter health=healthy | head -n 1)
if [ -z "$task" ]; then
  echo "No healthy task of $service runs on this node: docker service ps $service" >&2
  exit 1
fi
case "${1:-}" in
  backup)
    exec docker exec "$task" sh -euc 'exec pg_dump -U "$POSTGRES_USER" -d "$POSTGRES_DB" --format=custom'
    ;;
  restore)
    # As in docker-compose.yml: all or nothing, committed only when the file has been read to its end.
    restore=$(
      cat <<'SCRIPT'
{
  printf '%s\n' "begin; set local lock_timeout = '60s'; set client_min_messages = warning;" \
    "select format('drop schema %I cascade', nspname) from pg_namespace
      where nspname !~ '^pg_' and nspname <> 'information_schema' \gexec" \
    "create schema public authorization pg_database_owner; grant usage on schema public to public;"
  pg_restore --no-owner --file=- && printf '%s\n' "commit;" "\echo restored"
} | psql -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  --no-psqlrc --quiet --output=/dev/null --set=ON_ERROR_STOP=1 | grep -x restored >&2 \
  || { echo "not restored: nothing was changed" >&2; exit 1; }
SCRIPT
    )
    exec docker exec -i "$task" sh -euc "$restore"
    ;;
  *)
    echo "usage: docker/swarm-database.sh backup|restore" >&2
    exit 2
    ;;
esac
