# Sourced by every benchmark: a folder for the run that goes with it, the built program, clocks, medians, and rows of the table
#
#     | what | figure | against | ratio | target | met |
#
# Both sides of a ratio are measured in one run, in turns, because the machine is never quiet twice.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
temp=$(mktemp -d)
worker=
finish() {
  [ -z "$worker" ] || { kill "$worker" && wait "$worker"; } 2>/dev/null || :
  rm -rf "$temp"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
export LC_ALL=C NO_COLOR=1
export QUEUECTL_DB=$temp/store/queue.db # never the user's own
./queuectl version >/dev/null           # builds
java_home=$(scripts/find-java)

# A store of its own for what follows.
new_store() { QUEUECTL_DB=$temp/$1/queue.db; }

# sample FILE COMMAND...: notes in FILE how many microseconds the command took; its output goes nowhere.
sample() {
  local file=$temp/$1 begin=${EPOCHREALTIME//[!0-9]/}
  "${@:2}" >/dev/null
  echo $((${EPOCHREALTIME//[!0-9]/} - begin)) >>"$file"
}

# cpu FILE COMMAND...: the same, of the CPU time that the command took.
cpu() {
  local file=$temp/$1 TIMEFORMAT='%U %S'
  { time "${@:2}" >/dev/null 2>&3; } 3>&2 2>"$temp/cpu"
  awk '{ printf "%d\n", ($1 + $2) * 1e6 }' "$temp/cpu" >>"$file"
}

# apart OWN CHILDREN COMMAND...: the same, of the program itself (no function) and of its children. Its parent never asks how
# it ended, so that the kernel keeps the account (Linux).
apart() {
  local parent stat ticks
  ("${@:3}" >/dev/null & echo $! >"$temp/pid" && exec sleep 3600) &
  parent=$!
  until [ -s "$temp/pid" ] && read -r stat <"/proc/$(cat "$temp/pid")/stat" && [[ $stat == *") Z "* ]]; do sleep 0.05; done
  rm "$temp/pid"
  kill "$parent"
  wait "$parent" 2>/dev/null || :
  ticks=$(getconf CLK_TCK)
  awk -v ticks="$ticks" '{ printf "%d\n", ($12 + $13) * 1e6 / ticks }' <<<"${stat##*) }" >>"$temp/$1"
  awk -v ticks="$ticks" '{ printf "%d\n", ($14 + $15) * 1e6 / ticks }' <<<"${stat##*) }" >>"$temp/$2"
}

median() { sort -n "$temp/$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'; }

# Arithmetic that the shell does not have: calc %.2f '1 / 3'
calc() { awk "BEGIN { printf \"$1\", $2 }"; }

# N copies of a line.
copies() { yes "$2" | head -n "$1" || [ $? -eq 141 ]; }

jobs_of() { copies "$1" "$2" | ./queuectl enqueue >/dev/null; }

compile() { "$java_home/bin/javac" -cp target/queuectl.jar -d "$temp/classes" "bench/$1.java"; }

in_java() {
  "$java_home/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -Dorg.jooq.no-logo=true -Dorg.jooq.no-tips=true \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "target/queuectl.jar:$temp/classes" "$@"
}

idle_worker() { # with so many slots, which has run a job
  ./queuectl enqueue true >/dev/null
  : >"$temp/worker.log" # the worker's shell may make it later than it is looked at
  ./queuectl worker start --count "$1" >>"$temp/worker.log" &
  worker=$!
  until grep -q completed "$temp/worker.log"; do sleep 0.1; done
}

stop_worker() {
  kill "$worker"
  wait "$worker"
  worker=
}

# row WHAT FIGURE AGAINST RATIO [TARGET [ACCEPTED]]: TARGET such as '>= 1.0', ACCEPTED a number that will do.
row() {
  awk -v what="$1" -v figure="$2" -v against="$3" -v ratio="$4" -v target="${5:--}" -v accepted="${6:-}" '
    function holds(limit) { return sign == ">=" ? ratio >= limit : ratio <= limit }
    BEGIN {
      split(target, words, " ")
      sign = words[1]
      met = target == "-" ? "-" : holds(words[2] + 0) ? "yes" : accepted != "" && holds(accepted + 0) ? "accepted, " sign " " accepted : "no"
      printf "| %s | %s | %s | %s | %s | %s |\n", what, figure, against, ratio, target, met
    }'
}
