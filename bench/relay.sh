#!/bin/bash
# SMTP in, SMTP out: how many messages a second pass through to smtp-sink, from the first accepted to the last handed on.
#
#   bench/relay.sh [MESSAGES]        default 10000; needs root, Postfix and gcc
set -u
messages=${1:-10000}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=${BENCH_DIR:-$here/target/bench}
. "$here/bench/servers.sh"
mkdir -p "$work"
gcc -O2 -o "$work/smtpload" "$here/bench/smtpload.c" || exit 1
start_sink || exit 1
start_posthouse "smtp://127.0.0.1:$SINK_PORT" || exit 1
rm -f /var/log/posthouse-bench-postfix.log
start_postfix "relayhost = [127.0.0.1]:$SINK_PORT" || exit 1
pass() { # name port command that counts what was handed on
  local from to count=0
  from=$(date +%s.%N)
  "$work/smtpload" 127.0.0.1 "$2" 100 0 1024 120 "max=$messages" >"$work/relay-$1.load"
  for _ in $(seq 1200); do
    count=$(eval "$3")
    [ "$count" -ge "$messages" ] && break
    sleep 0.1
  done
  to=$(date +%s.%N)
  echo "$1 $count messages in $(echo "$to - $from" | bc) s: $(echo "$count / ($to - $from)" | bc) a second"
}
for round in 1 2; do
  echo "round $round"
  : >"$work/posthouse/log"
  : >/var/log/posthouse-bench-postfix.log
  pass posthouse "$POSTHOUSE_PORT" "grep -c ' delivered to=' $work/posthouse/log"
  pass postfix "$POSTFIX_PORT" "grep -c 'status=sent' /var/log/posthouse-bench-postfix.log"
done
