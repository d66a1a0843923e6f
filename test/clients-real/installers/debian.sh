# Debian's packages. Sourced by ../install.
install_debian() {
  once debian-lists "apt-get update -qq"
  once debian-clients "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    ruby bundler composer php-curl dput-ng skopeo buildah git-lfs nuget elixir dnf createrepo-c gradle dpkg-dev gnupg wget curl unzip"
  once debian-zypper "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends zypper"
  once debian-podman "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends podman"
  # One file that runs on elixir's Erlang; installing it would pull in a windowing toolkit and a web browser's engine.
  once debian-rebar3 "unpack_debian debian rebar3"
  once debian-postgresql "install_postgresql"
  # Servers are unpacked, not installed, so that nothing starts by itself.
  once debian-servers "unpack_debian servers nginx docker-registry docker.io containerd runc"
}

# Pulp's database. It is installed and not unpacked, since it has to run as the user that comes with it; without a system
# cluster, so that nothing starts by itself.
install_postgresql() {
  ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null && return
  mkdir -p /etc/postgresql-common
  echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold postgresql
}

# unpack_debian FOLDER PACKAGE...: the files of packages, in a folder of the store.
unpack_debian() {
  local folder=$store/$1 name
  shift
  mkdir -p "$store/debs" "$folder"
  cd "$store/debs"
  apt-get download -qq "$@"
  for name in "$@"; do dpkg-deb -x "$name"_*.deb "$folder"; done
}
