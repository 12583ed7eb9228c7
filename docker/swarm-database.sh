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
    # All or nothing: a damaged file changes nothing.
    exec docker exec -i "$task" sh -euc 'exec pg_restore -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
      --clean --if-exists --no-owner --exit-on-error --single-transaction'
    ;;
  *)
    echo "usage: docker/swarm-database.sh backup|restore" >&2
    exit 2
    ;;
esac
