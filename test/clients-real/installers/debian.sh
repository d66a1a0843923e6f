# Debian's packages. Sourced by ../install.
install_debian() {
  once debian-lists "apt-get update -qq"
  once debian-clients "DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    ruby bundler composer php-curl dput-ng skopeo buildah git-lfs nuget elixir dnf createrepo-c gradle dpkg-dev gnupg wget curl unzip"
  # Servers are unpacked, not installed, so that nothing starts by itself.
  once debian-servers "unpack_debian nginx docker-registry docker.io containerd runc"
}

# unpack_debian PACKAGE...: the files of packages, under servers/.
unpack_debian() {
  mkdir -p "$store/debs" "$store/servers"
  cd "$store/debs"
  apt-get download -qq "$@"
  for name in "$@"; do dpkg-deb -x "$name"_*.deb "$store/servers"; done
}
