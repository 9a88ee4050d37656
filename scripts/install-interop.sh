#!/bin/bash
# Installs from Debian the programs that the interop tests talk to: Postfix, Exim, swaks, msmtp, curl
# and Python; servers that `posthouse ports` has to name: vsftpd, Dovecot, OpenSSH, BIND, dnsmasq, nginx;
# and nft and iptables, whose rules it reads.
# Run it as root. It starts no service and is quick when all is there.
#
# Postfix and Exim both want to be the system's mailer and cannot both be installed, so Exim is only
# unpacked: its program is /opt/posthouse-interop/exim/usr/sbin/exim4. Postfix is installed without a
# configuration; each test brings its own with `postfix -c DIR`.
set -euo pipefail

packages=(postfix swaks msmtp curl python3 openssl vsftpd dovecot-imapd dovecot-pop3d dovecot-lmtpd
  dovecot-managesieved openssh-server bind9 dnsmasq-base nginx-light nftables iptables)
exim=/opt/posthouse-interop/exim

complete() {
  local package
  for package in "${packages[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2> /dev/null)" = 'ii ' ] || return 1
  done
  "$exim/usr/sbin/exim4" -C /dev/null -bV > /dev/null 2>&1
}

if complete; then
  echo 'interop: all installed'
  exit 0
fi
if ! command -v apt-get > /dev/null || [ "$(id -u)" != 0 ]; then
  echo "interop: needs Debian's apt-get and root to install ${packages[*]} and Exim" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
work=$(mktemp -d)
policy=/usr/sbin/policy-rc.d
made_policy=
# shellcheck disable=SC2317,SC2329 # the trap calls it
tidy() {
  rm -rf "$work"
  [ -z "$made_policy" ] || rm -f "$policy"
}
trap tidy EXIT

# Debian's own way to say that an installation must not start services.
if [ ! -e "$policy" ]; then
  made_policy=yes
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi

apt() { apt-get -qq -o Acquire::Retries=3 -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@"; }

apt update
if ! command -v debconf-set-selections > /dev/null; then apt install -y --no-install-recommends debconf > /dev/null; fi
echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
apt install -y --no-install-recommends "${packages[@]}" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }

if ! "$exim/usr/sbin/exim4" -C /dev/null -bV > /dev/null 2>&1; then
  # The libraries it is linked with are ordinary packages and may be installed; mailers, init scripts
  # and the daemon's own other parts are not wanted.
  mapfile -t libraries < <(apt-cache depends exim4-daemon-light | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p')
  apt install -y --no-install-recommends "${libraries[@]}" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  (cd "$work" && apt -o APT::Sandbox::User=root download exim4-daemon-light > /dev/null)
  rm -rf "$exim"
  mkdir -p "$exim"
  dpkg -x "$work"/exim4-daemon-light_*.deb "$exim"
  chmod u-s "$exim/usr/sbin/exim4"
  # Exim runs as this user, by name, and ends at once when there is none.
  id Debian-exim > /dev/null 2>&1 || useradd --system --user-group --no-create-home \
    --home-dir /var/spool/exim4 --shell /usr/sbin/nologin Debian-exim
fi

complete || { echo 'interop: something is still missing' >&2; exit 1; }
echo 'interop: installed'
