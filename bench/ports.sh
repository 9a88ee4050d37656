#!/bin/sh
# ports.sh [ROUNDS]: `posthouse ports` beside lsof and ss with 1,000 listeners in 300 processes: the whole
# command, JVM start and start-up cache included. Needs root, lsof, ss, gcc and a built Posthouse
# (`./posthouse --version` builds it; start it twice, the first start makes the cache). Wall-clock ms, the
# median of the rounds.
set -eu
rounds=${1:-7}
cd "$(dirname "$0")/.."
mkdir -p target/bench
gcc -O2 -o target/bench/listeners bench/listeners.c
mkfifo target/bench/hold.$$
trap 'exec 9>&-; rm -f target/bench/hold.$$' EXIT
target/bench/listeners 1000 300 600 < target/bench/hold.$$ > target/bench/ready.$$ &
exec 9> target/bench/hold.$$ # the listeners end with this shell: their input does
until grep -q ready target/bench/ready.$$; do sleep 0.1; done
rm -f target/bench/ready.$$

once() {
  start=$(date +%s%N)
  "$@" > target/bench/out 2>&1 || :
  echo $((($(date +%s%N) - start) / 1000000))
}
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

rm -f target/bench/ms.*
for _ in $(seq "$rounds"); do
  once lsof -nP -iTCP -sTCP:LISTEN >> target/bench/ms.lsof
  once ss -ltnp >> target/bench/ms.ss
  once ./posthouse ports --protocol tcp >> target/bench/ms.ports
  once ./posthouse ports --port 57 --protocol tcp >> target/bench/ms.nothing
  once ./posthouse config check >> target/bench/ms.floor
done
echo "load: $(cut -d' ' -f1-3 /proc/loadavg)"
for what in lsof ss ports nothing floor; do
  echo "$what: $(median target/bench/ms.$what) ms"
done
./posthouse ports --protocol tcp | grep -c ' listeners ' | sed 's/$/ owned by the listeners/'
