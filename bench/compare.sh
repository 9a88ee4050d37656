#!/bin/bash
# Posthouse beside Postfix and smtp-sink: durable acceptance of mail, in interleaved rounds on one machine.
#
#   bench/compare.sh [ROUNDS] [SECONDS]        default 5 rounds of 3 s a cell; needs root, Postfix and gcc
#
# All three listen on 127.0.0.1. Posthouse (target/posthouse-*.jar must be built) and Postfix accept everything and put it
# on hold, durable before the reply; smtp-sink stores nothing. Queues lie in directories beside each other on the disk
# that holds BENCH_DIR (default: target/bench).
set -u
rounds=${1:-5} seconds=${2:-3}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=${BENCH_DIR:-$here/target/bench}
. "$here/bench/servers.sh"
mkdir -p "$work"
gcc -O2 -o "$work/smtpload" "$here/bench/smtpload.c" || exit 1
start_posthouse hold: || exit 1
start_postfix "smtpd_sender_restrictions = check_sender_access static:HOLD" || exit 1
start_sink || exit 1
out=$work/compare.csv
echo "round,server,size,sessions,rate,p50ms,p99ms,errors,cpu_us" >"$out"
cell() { # server port size sessions
  local before after line
  before=$(cpu_ticks "$POSTHOUSE_PID")
  line=$("$work/smtpload" 127.0.0.1 "$2" "$4" 0 "$3" "$seconds")
  after=$(cpu_ticks "$POSTHOUSE_PID")
  field() { sed "s/.*\b$1=\([0-9.]*\).*/\1/" <<<"$line"; }
  local ok cpu=""
  ok=$(field ok)
  [ "$1" = posthouse ] && [ "${ok:-0}" -gt 0 ] && cpu=$(((after - before) * 10000 / ok))
  echo "$round,$1,$3,$4,$(field rate),$(field p50ms),$(field p99ms),$(field err),$cpu" | tee -a "$out"
}
round=warm-up
for cells in "1024 100" "10240 100" "1024 500"; do
  set -- $cells
  cell posthouse "$POSTHOUSE_PORT" "$1" "$2"
done
for round in $(seq "$rounds"); do
  for cells in "1024 1" "1024 100" "1024 500" "10240 100"; do
    set -- $cells
    cell posthouse "$POSTHOUSE_PORT" "$1" "$2"
    cell postfix "$POSTFIX_PORT" "$1" "$2"
    cell sink "$SINK_PORT" "$1" "$2"
  done
done
python3 "$here/bench/medians.py" "$out"
