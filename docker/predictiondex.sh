#!/bin/sh
# The command `predictiondex` of every image.
exec node /app/apps/cli/src/main.ts "$@"
