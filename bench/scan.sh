#!/bin/bash
# All 65,535 TCP ports of 127.0.0.1, by `posthouse ports scan` and by `nmap -sT`, in turns.
#
#   bench/scan.sh [ROUNDS]        default 5; needs nmap, and Posthouse built (./posthouse --version)
#
# Each figure is a whole command in seconds, the start of Java included. Nothing of nmap's is used by Posthouse.
set -u
rounds=${1:-5}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
posthouse=${POSTHOUSE:-$here/posthouse}
seconds() { # command
  local began=$EPOCHREALTIME
  "$@" > /dev/null || exit 1
  awk -v a="$began" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }'
}
seconds "$posthouse" ports scan 127.0.0.1 > /dev/null # the page cache, and the start-up cache of Java
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
for round in $(seq "$rounds"); do
  ours=$(seconds "$posthouse" ports scan 127.0.0.1)
  theirs=$(seconds nmap -sT -n -Pn -p- 127.0.0.1)
  echo "$round posthouse $ours nmap $theirs" | tee -a "$figures"
done
median() { cut -d ' ' -f "$1" "$figures" | sort -n | sed -n "$(((rounds + 1) / 2))p"; }
ours=$(median 3) theirs=$(median 5)
awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "median: posthouse %s s, nmap %s s, ratio %.2f\n", a, b, a / b }'
