# Starts and ends the servers that are measured. Sourced by the scripts beside it, with $here and $work set.
POSTHOUSE_PORT=28025 POSTFIX_PORT=28125 SINK_PORT=28225
servers=""
trap stop_servers EXIT INT TERM

cpu_ticks() { awk '{print $14 + $15}' "/proc/$1/stat"; }

await_port() { # port what
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
    sleep 0.1
  done
  echo "$2 does not listen on port $1" >&2
  return 1
}

start_posthouse() { # next hop for everything, [further configuration]
  rm -rf "$work/posthouse"
  mkdir -p "$work/posthouse"
  cat >"$work/posthouse/posthouse.toml" <<TOML
host = "bench.example"
data = "$work/posthouse/data"
[listen.smtp]
address = "127.0.0.1:$POSTHOUSE_PORT"
sessions = 2000
[listen.mtp]
address = "127.0.0.1:$((POSTHOUSE_PORT + 32))"
sessions = 2000
[[route]]
to = "b.test"
send = "$1"
${2:-}
TOML
  "$here/posthouse" serve --config "$work/posthouse/posthouse.toml" >>"$work/posthouse/log" 2>&1 &
  POSTHOUSE_PID=$!
  servers="$servers $POSTHOUSE_PID"
  await_port "$POSTHOUSE_PORT" Posthouse
}

start_postfix() { # further lines of main.cf
  postfix_dir=$work/postfix
  rm -rf "$postfix_dir"
  mkdir -p "$postfix_dir/etc" "$postfix_dir/queue" "$postfix_dir/data"
  chown postfix "$postfix_dir/data"
  cat >"$postfix_dir/etc/main.cf" <<CF
compatibility_level = 3.6
queue_directory = $postfix_dir/queue
data_directory = $postfix_dir/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = bench.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_relay_restrictions = permit_mynetworks, reject
default_process_limit = 600
smtpd_client_connection_count_limit = 0
smtputf8_enable = no
maillog_file = /var/log/posthouse-bench-postfix.log
maillog_file_prefixes = /var
$1
CF
  sed "s/^smtp  *inet.*/127.0.0.1:$POSTFIX_PORT inet n - n - - smtpd/" /usr/share/postfix/master.cf.dist 2>/dev/null |
    sed 's/^\([a-z].*unix.*\) y  /\1 n  /' >"$postfix_dir/etc/master.cf"
  grep -q '^postlog' "$postfix_dir/etc/master.cf" ||
    echo "postlog unix-dgram n - n - 1 postlogd" >>"$postfix_dir/etc/master.cf"
  postfix -c "$postfix_dir/etc" start || return 1
  POSTFIX_STARTED=yes
  await_port "$POSTFIX_PORT" Postfix
}

start_sink() { # [options]
  local user=""
  [ "$(id -u)" = 0 ] && user="-u postfix"
  # shellcheck disable=SC2086
  smtp-sink $user ${1:-} "127.0.0.1:$SINK_PORT" 4096 >/dev/null 2>&1 &
  servers="$servers $!"
  await_port "$SINK_PORT" smtp-sink
}

stop_servers() {
  trap - EXIT INT TERM
  for pid in $servers; do kill "$pid" 2>/dev/null; done
  [ -n "${POSTFIX_STARTED:-}" ] && postfix -c "$postfix_dir/etc" stop
  wait
}
