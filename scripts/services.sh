#!/bin/sh
# A real Postgres 17 with pgvector, a real Redis 8 and a real MariaDB 11.8 on loopback, for the tests that want them.
#
#   eval "$(scripts/services.sh up)"   starts what DATABASE_URL, REDIS_URL and MYSQL_URL do not already name, and names it
#   scripts/services.sh down           ends exactly what `up` started; the files stay, so the next `up` takes a second
#
# All come from Debian 13 in a directory of their own (about 35 s, once): the machine's own packages stay untouched.
set -eu

dir=${FRONTDESK_SERVICES_DIR:-/tmp/frontdesk-services}
root=$dir/trixie
postgres_port=54329
redis_port=63790
mariadb_port=33069
postgres_data=/var/lib/frontdesk-postgres
postgres_pid_file=$root$postgres_data/postmaster.pid
redis_pid_file=$root/run/frontdesk-redis.pid
mariadb_data=/var/lib/frontdesk-mariadb
mariadb_pid_file=$root$mariadb_data/mariadbd.pid

say() { echo "services: $*" >&2; }
fail() { say "$*"; exit 1; }

# A pid file outlives a reboot and its number may belong to a stranger by then; living below our root tells them apart.
running() {
  pid=$(head -n 1 "$1" 2>/dev/null) && [ -n "$pid" ] && [ "$(readlink "/proc/$pid/root")" = "$root" ]
}

wait_until() {
  tries=150
  until "$@" >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || return 1
    sleep 0.2
  done
}

need_root_directory() {
  [ -e "$dir/made" ] && return
  [ "$(id -u)" = 0 ] || fail "making $root needs root. Run this as root once, or set DATABASE_URL and REDIS_URL."
  if ! command -v debootstrap >/dev/null; then
    command -v apt-get >/dev/null || fail "debootstrap is missing and so is apt-get. Install debootstrap, or set DATABASE_URL and REDIS_URL."
    say 'installing debootstrap'
    { apt-get update -q && apt-get install -qy --no-install-recommends debootstrap; } >&2 ||
      fail 'debootstrap could not be installed. Install it by hand, or set DATABASE_URL and REDIS_URL.'
  fi
  say "making $root from Debian 13 (about 35 s, once)"
  rm -rf "$root"
  debootstrap --variant=minbase --include=postgresql-17,postgresql-17-pgvector,redis-server trixie "$root" >"$dir/debootstrap.log" 2>&1 ||
    fail "debootstrap failed; see $dir/debootstrap.log and $root/debootstrap/debootstrap.log. Or set DATABASE_URL and REDIS_URL."
  touch "$dir/made"
}

as_postgres() { chroot "$root" su postgres -s /bin/sh -c "PATH=/usr/lib/postgresql/17/bin:\$PATH; cd /; $1"; }

start_postgres() {
  running "$postgres_pid_file" && return
  if [ ! -e "$root$postgres_data/PG_VERSION" ]; then
    say 'making the Postgres cluster'
    rm -rf "${root:?}$postgres_data"
    mkdir -p "$root$postgres_data"
    chroot "$root" chown postgres: "$postgres_data"
    as_postgres "echo postgres >/tmp/password; initdb -D $postgres_data -U postgres --pwfile=/tmp/password -A scram-sha-256 --locale=C.UTF-8 -E UTF8" \
      >"$dir/initdb.log" 2>&1 || fail "initdb failed; see $dir/initdb.log"
  fi
  rm -f "$postgres_pid_file"
  # The chroot has no /dev/shm of its own, hence mmap; without redirection the caller's pipe would stay open for ever.
  as_postgres "pg_ctl -D $postgres_data -s -w -o '-p $postgres_port -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c max_connections=100 -c dynamic_shared_memory_type=mmap' start" >"$dir/postgres.log" 2>&1 </dev/null ||
    fail "Postgres did not start (is port $postgres_port taken?); see $dir/postgres.log"
  say "Postgres listens on 127.0.0.1:$postgres_port"
}

start_redis() {
  running "$redis_pid_file" && return
  rm -f "$redis_pid_file"
  chroot "$root" redis-server --bind 127.0.0.1 --port "$redis_port" --daemonize yes --pidfile /run/frontdesk-redis.pid \
    --save '' --appendonly no --dir /tmp --logfile /tmp/redis.log >"$dir/redis.log" 2>&1 </dev/null
  wait_until chroot "$root" redis-cli -p "$redis_port" ping && running "$redis_pid_file" ||
    fail "Redis did not start (is port $redis_port taken?); see $root/tmp/redis.log"
  say "Redis listens on 127.0.0.1:$redis_port"
}

# Whoever has the directory from before there was a MariaDB in it gets it now.
need_mariadb() {
  [ -x "$root/usr/sbin/mariadbd" ] && return
  say 'adding MariaDB (about 15 s, once)'
  { chroot "$root" apt-get update -q &&
    DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -qy --no-install-recommends mariadb-server; } \
    >"$dir/mariadb-install.log" 2>&1 || fail "MariaDB could not be installed; see $dir/mariadb-install.log. Or set MYSQL_URL."
}

start_mariadb() {
  running "$mariadb_pid_file" && return
  if [ ! -d "$root$mariadb_data/mysql" ]; then
    say 'making the MariaDB data directory'
    rm -rf "${root:?}$mariadb_data"
    mkdir -p "$root$mariadb_data"
    chroot "$root" chown mysql: "$mariadb_data"
    chroot "$root" mariadb-install-db --no-defaults --user=mysql --datadir="$mariadb_data" --skip-test-db \
      >"$dir/mariadb-install-db.log" 2>&1 || fail "mariadb-install-db failed; see $dir/mariadb-install-db.log"
  fi
  rm -f "$mariadb_pid_file"
  printf '%s\n' "CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY 'mariadb';" \
    "GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;" >"$root/tmp/frontdesk-mariadb.sql"
  chroot "$root" mariadbd --no-defaults --user=mysql --datadir="$mariadb_data" --bind-address=127.0.0.1 --port="$mariadb_port" \
    --socket="$mariadb_data/mariadbd.sock" --pid-file="$mariadb_data/mariadbd.pid" --skip-name-resolve \
    --init-file=/tmp/frontdesk-mariadb.sql >"$dir/mariadb.log" 2>&1 </dev/null &
  wait_until chroot "$root" mariadb --no-defaults -h 127.0.0.1 -P "$mariadb_port" -u root -pmariadb -e 'SELECT 1' && running "$mariadb_pid_file" ||
    fail "MariaDB did not start (is port $mariadb_port taken?); see $dir/mariadb.log"
  say "MariaDB listens on 127.0.0.1:$mariadb_port"
}

stop() {
  running "$2" || return 0
  kill "-$3" "$pid"
  wait_until sh -c "! kill -0 $pid" || fail "$1 (pid $pid) did not end within 30 s"
  say "$1 has ended"
}

up() {
  if [ -z "${DATABASE_URL:-}" ] || [ -z "${REDIS_URL:-}" ] || [ -z "${MYSQL_URL:-}" ]; then
    need_root_directory
    [ "$(id -u)" = 0 ] || fail 'chroot needs root. Run this as root, or set DATABASE_URL, REDIS_URL and MYSQL_URL.'
  fi
  [ -n "${MYSQL_URL:-}" ] || need_mariadb
  [ -n "${DATABASE_URL:-}" ] || start_postgres
  [ -n "${REDIS_URL:-}" ] || start_redis
  [ -n "${MYSQL_URL:-}" ] || start_mariadb
  echo "export DATABASE_URL='${DATABASE_URL:-postgres://postgres:postgres@127.0.0.1:$postgres_port/postgres}'"
  echo "export REDIS_URL='${REDIS_URL:-redis://127.0.0.1:$redis_port}'"
  echo "export MYSQL_URL='${MYSQL_URL:-mysql://root:mariadb@127.0.0.1:$mariadb_port/}'"
}

mkdir -p "$dir"
case ${1:-} in
up | down) ;;
*) fail 'usage: scripts/services.sh up | down' ;;
esac

# Two of us at once would make the same directory; the lock is not inherited by what is started (9>&-).
exec 9>"$dir/lock"
flock 9
case $1 in
up) up 9>&- ;;
down)
  stop Postgres "$postgres_pid_file" INT
  stop Redis "$redis_pid_file" TERM
  stop MariaDB "$mariadb_pid_file" TERM
  ;;
esac
