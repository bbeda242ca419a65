# shellcheck shell=bash disable=SC2034 # some places are for those who read this file
# What install, upgrade and the command `registry` share: places, words, settings.

ROOT=/opt/registry             # releases/NAME: program and its libraries; current: the one in use
SETTINGS=/etc/registry         # registry.env: of the site; owner.env: of the owner of the tables; tls/; region.toml
DATA=/var/lib/registry
BACKUPS=/var/backups/registry
SITE_ENV=$SETTINGS/registry.env
OWNER_ENV=$SETTINGS/owner.env
UNITS=(registry-web.service registry-worker.service registry-backup.timer registry-check.timer)

say() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
fail() {
  printf '\n%s\n' "$*" >&2
  exit 1
}

need_root() { [ "$(id -u)" = 0 ] || fail "Запустите от имени root: sudo $0 …"; }
has_systemd() { [ -d /run/systemd/system ]; }

# setting FILE NAME: its value, empty where there is none
setting() { [ ! -f "$1" ] || sed -n "s/^$2=//p" "$1" | tail -n 1; }

# set_setting FILE NAME VALUE: replaces the line, or adds one; the rest of the file stays as people wrote it
set_setting() {
  local file=$1 name=$2 value=$3
  case $value in *[\"\'\\\$\`$'\n']*) fail "$name: кавычки, знаки \\, \$ и \` здесь не допускаются." ;; esac
  if grep -q "^$name=" "$file"; then
    local kept
    kept=$(mktemp "$file.XXXXXX")
    chmod --reference="$file" "$kept"
    NEW="$name=$value" awk -v name="$name=" 'index($0, name) == 1 { print ENVIRON["NEW"]; next } { print }' "$file" >"$kept"
    mv "$kept" "$file"
  else
    printf '%s=%s\n' "$name" "$value" >>"$file"
  fi
}

random_text() { python3 -c 'import secrets; print(secrets.token_urlsafe(48))'; }

# with_settings [--owner] COMMAND …: as the user of the site, with its settings and no others
with_settings() {
  local files=("$SITE_ENV")
  if [ "$1" = --owner ]; then
    shift
    [ -f "$OWNER_ENV" ] && files+=("$OWNER_ENV")
  fi
  local variables=()
  # Quotes around a value go, as systemd takes them off.
  mapfile -t variables < <(sed -nE "s/^([A-Z_]+)=([\"'])(.*)\2\$/\1=\3/; /^[A-Z_]+=/p" "${files[@]}")
  runuser -u registry -- env -i PATH=/usr/local/bin:/usr/bin:/bin HOME="$DATA" LANG=C.UTF-8 "${variables[@]}" "$@"
}

# in_release FOLDER [--owner] COMMAND [ARG …]: a command of the registry out of one release
in_release() {
  local release=$1 owner=()
  shift
  if [ "$1" = --owner ]; then
    owner=(--owner)
    shift
  fi
  (cd "$release" && with_settings "${owner[@]}" "$release/.venv/bin/python" manage.py "$@")
}

release_name() {
  if [ -f "$1/VERSION" ]; then
    cat "$1/VERSION"
  else
    git -C "$1" describe --always --dirty 2>/dev/null || date +%Y%m%d%H%M%S
  fi
}

# make_release SOURCE: copies the program, installs its libraries, prepares its pages. Prints the folder.
make_release() {
  local source=$1 name release
  name=$(release_name "$source")
  release=$ROOT/releases/$name
  [ "$(readlink -f $ROOT/current 2>/dev/null)" != "$release" ] || release=$release-$(date +%Y%m%d%H%M%S)
  rm -rf "$release"
  mkdir -p "$release"
  tar -C "$source" --exclude=./.git --exclude=./.venv --exclude=./tests --exclude=./benchmarks \
    --exclude=./docs/pictures --exclude='*.sqlite3*' --exclude=__pycache__ --exclude=./wheels --exclude=./debs \
    -cf - . | tar -C "$release" --no-same-owner -xf - || fail "Программа не скопирована в $release."
  install_libraries "$source" "$release" >&2
  (cd "$release" && SECRET_KEY=collectstatic-only HOME_SUBJECT=ru-77 \
    .venv/bin/python manage.py collectstatic --noinput --verbosity 0) >&2 || fail "Страницы не подготовлены, см. выше."
  "$release/.venv/bin/python" -m compileall -q -j 0 "$release" >/dev/null 2>&1 || true
  chmod -R go+rX,go-w "$release"
  printf '%s\n' "$release"
}

# install_libraries SOURCE RELEASE: out of the archive where it has them, else from the package index
install_libraries() {
  local source=$1 release=$2 options=(--quiet --disable-pip-version-check --no-input)
  if [ -d "$source/wheels" ]; then
    options+=(--no-index --find-links "$source/wheels")
  fi
  python3 -m venv "$release/.venv" || fail "Нет модуля venv: apt-get install python3-venv"
  "$release/.venv/bin/pip" install "${options[@]}" -r "$release/requirements.txt" ||
    fail "Библиотеки не установлены: нет связи с индексом пакетов Python. Для закрытой сети есть архив: make offline."
  if [ -n "$(setting $SITE_ENV LDAP_URL)" ]; then
    "$release/.venv/bin/pip" install "${options[@]}" -r "$release/requirements-ldap.txt" ||
      fail "Клиент каталога (LDAP) не собран: apt-get install gcc python3-dev libldap2-dev libsasl2-dev"
  fi
}

use_release() { ln -sfn "$1" $ROOT/next && mv -T $ROOT/next $ROOT/current; }

# The units and the web server's site as this release has them.
install_units() {
  local release=$1
  install -m 755 "$release/packaging/registry" /usr/local/bin/registry
  install -d /etc/systemd/system
  install -m 644 "$release"/packaging/systemd/* /etc/systemd/system/
  ! has_systemd || systemctl daemon-reload
}

# configure_nginx RELEASE HOST
configure_nginx() {
  local release=$1 site=/etc/nginx/sites-available/registry.conf
  install -m 644 "$release/packaging/nginx/registry-proxy.conf" /etc/nginx/registry-proxy.conf
  sed "s/@HOST@/$2/g" "$release/packaging/nginx/registry.conf" >$site
  [ -f /proc/net/if_inet6 ] || sed -i '/listen \[::\]/d' $site
  ln -sfn $site /etc/nginx/sites-enabled/registry.conf
  nginx -t -q || return 1
  ! has_systemd || { systemctl enable --quiet nginx && systemctl reload-or-restart nginx; }
}

start_site() {
  if has_systemd; then
    systemctl enable --quiet "${UNITS[@]}"
    systemctl restart "${UNITS[@]}"
  fi
}
stop_site() { ! has_systemd || systemctl stop registry-web.service registry-worker.service registry-check.service 2>/dev/null || true; }

# wait_ready: until the site says it is ready, at most a minute
wait_ready() {
  has_systemd || return 0
  local socket=/run/registry/web.sock
  for _ in $(seq 60); do
    ! curl --silent --fail --max-time 5 --unix-socket $socket http://localhost/health/ready >/dev/null || return 0
    sleep 1
  done
  return 1
}
