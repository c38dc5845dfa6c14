#!/bin/sh
# ci.sh [FILE]: runs every line of FILE (commands.txt) as a job, four at a time; what fails is tried once more.
# Writes report.xml (JUnit) and report.md; exits 1 when a job has failed for good.
set -eu
QUEUECTL_DB=${QUEUECTL_DB:-$PWD/.ci-queue/queue.db}
export QUEUECTL_DB

queuectl config set max_retries 2
queuectl enqueue --file "${1:-commands.txt}"
code=0
queuectl worker start --drain --count 4 --exit-code || code=$?
queuectl report --junit report.xml --markdown report.md
queuectl dlq list
exit "$code"
