#!/bin/bash
# bench/nimail.sh [ROUNDS [SECONDS]]: 1 KiB letters over one NI MAIL connection beside one SMTP
# session, both at the same time, so that both meet the same machine
rounds=${1:-3} seconds=${2:-12}
posthouse=$(dirname "$0")/../posthouse
room=$(mktemp -d)
cat > "$room/posthouse.toml" <<TOML
host = "q.example"
[listen.nimail]
address = "127.0.0.1:0"
[listen.smtp]
address = "127.0.0.1:0"
[[route]]
to = "*"
send = "hold:"
TOML
"$posthouse" serve --config "$room/posthouse.toml" --data "$room/data" > "$room/said" 2> "$room/log" &
server=$!
trap 'kill $server; wait $server; rm -rf "$room"' EXIT
for _ in $(seq 240); do grep -q ^Ready "$room/said" && break; sleep 0.5; done
port() { sed -n "s/^ *$1 *127\.0\.0\.1:\([0-9]*\).*/\1/p" "$room/said"; }
for _ in $(seq "$rounds"); do
  for protocol in smtp nimail; do
    url=$protocol://127.0.0.1:$(port ${protocol^^})
    "$posthouse" load --via "$url" --sessions 1 --size 1KiB --duration "${seconds}s" \
      --to load@hold.example 2> /dev/null | sed "s/^/$protocol: /" &
    loads[${#loads[@]}]=$!
  done
  wait "${loads[@]}"
  loads=()
done
