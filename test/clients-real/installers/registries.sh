# Small registries that only the format's own tools can make. Sourced by ../install, after Debian's packages.
install_registries() {
  once registry-debian-signed "make_debian_registry"
  once registry-rubygems "make_rubygems_registry"
  once registry-rpm-demo "make_rpm_registry"
  local postgresql
  postgresql=$(ls /usr/lib/postgresql 2>/dev/null | sort -n | tail -1)
  once "registry-pulp-$PULPCORE_VERSION-postgresql-$postgresql" "make_pulp_database $postgresql"
}

# A signed repository of one package; the key is made for it and signs nothing else.
make_debian_registry() {
  local folder=$store/registries/debian tree suite
  tree=$(mktemp -d)
  suite=$folder/dists/stable
  rm -rf "$folder"
  mkdir -p "$folder/pool" "$suite/main/binary-amd64" "$tree/DEBIAN" "$tree/usr/share/demo"
  printf 'Package: demo\nVersion: 1.0\nArchitecture: all\nMaintainer: Somebody <somebody@packages.example>\nDescription: A demonstration\n' >"$tree/DEBIAN/control"
  echo demo >"$tree/usr/share/demo/demo.txt"
  dpkg-deb --root-owner-group --build "$tree" "$folder/pool/demo_1.0_all.deb"
  cd "$folder"
  dpkg-scanpackages --multiversion pool >"$suite/main/binary-amd64/Packages"
  cd "$suite"
  printf 'Suite: stable\nCodename: stable\nArchitectures: amd64 all\nComponents: main\nDate: %s\nSHA256:\n %s %s %s\n' \
    "$(LC_ALL=C date -uR)" "$(sha256sum <main/binary-amd64/Packages | cut -d' ' -f1)" \
    "$(stat -c %s main/binary-amd64/Packages)" main/binary-amd64/Packages >Release
  export GNUPGHOME=$tree
  chmod 700 "$tree"
  gpg --batch --quiet --passphrase '' --quick-gen-key 'demo@packages.example' default default never
  gpg --batch --clearsign -o InRelease Release
  gpg --batch --armor --export >"$store/registries/debian.asc"
  gpgconf --kill all
}

make_rubygems_registry() {
  local folder=$store/registries/rubygems
  rm -rf "$folder"
  mkdir -p "$folder/gems" "$folder/info"
  cd "$folder"
  cat >demo.gemspec <<'SPEC'
Gem::Specification.new do |spec|
  spec.name = "demo"
  spec.version = "1.0.0"
  spec.summary = "A demonstration"
  spec.authors = ["Somebody"]
  spec.license = "MIT"
  spec.homepage = "https://packages.example"
  spec.files = []
end
SPEC
  gem build demo.gemspec
  mv demo-1.0.0.gem gems/
  gem generate_index --directory "$folder"
  printf -- '---\n1.0.0 |checksum:%s\n' "$(sha256sum <gems/demo-1.0.0.gem | cut -d' ' -f1)" >info/demo
  printf 'created_at: 2026-01-01T00:00:00Z\n---\ndemo 1.0.0 %s\n' "$(md5sum <info/demo | cut -d' ' -f1)" >versions
}

make_rpm_registry() {
  local folder=$store/registries/rpm tree
  tree=$(mktemp -d)
  rm -rf "$folder"
  mkdir -p "$folder"
  cat >"$tree/demo.spec" <<'SPEC'
Name: demo
Version: 1.0
Release: 1
Summary: A demonstration
License: MIT
BuildArch: noarch
%description
A demonstration
%install
install -D /dev/null %{buildroot}/usr/share/demo/demo.txt
%files
/usr/share/demo/demo.txt
SPEC
  rpmbuild --quiet -bb --define "_topdir $tree" --define "_rpmdir $folder" "$tree/demo.spec"
  createrepo_c "$folder"
}

# make_pulp_database MAJOR: Pulp's tables and its first user, as an archive with which each run starts.
make_pulp_database() {
  local folder bin=$store/python/pulpcore-$PULPCORE_VERSION/bin postgresql=/usr/lib/postgresql/$1/bin as=""
  folder=$(mktemp -d)
  mkdir "$folder/database"
  chmod 711 "$folder"
  cd "$folder"
  if [ "$(id -u)" -eq 0 ]; then
    as="setpriv --reuid=postgres --regid=postgres --clear-groups"
    chown postgres: database
  fi
  openssl rand -base64 32 >database.key
  $as "$postgresql/initdb" -D database -U pulp -A trust -E UTF8 --locale=C.UTF-8 --no-sync
  $as "$postgresql/pg_ctl" start -w -D database -l database/log -o "-k $folder/database -c listen_addresses= -c fsync=off"
  trap "$as '$postgresql/pg_ctl' stop -m fast -D '$folder/database'" EXIT
  export PULP_DB_ENCRYPTION_KEY=$folder/database.key PULP_SECRET_KEY=words PULP_CONTENT_ORIGIN=http://127.0.0.1 \
    PULP_DATABASES__default="{ENGINE='django.db.backends.postgresql', HOST='$folder/database', NAME='postgres', USER='pulp'}" \
    PULP_TOKEN_SERVER=http://127.0.0.1/token/ PULP_TOKEN_AUTH_DISABLED=true PULP_FILE_UPLOAD_TEMP_DIR=$folder
  "$bin/pulpcore-manager" migrate --noinput
  "$bin/pulpcore-manager" reset-admin-password -p password
  $as "$postgresql/pg_ctl" stop -m fast -D database
  trap - EXIT
  tar -czf "$store/registries/pulp-$PULPCORE_VERSION-postgresql-$1.tar.gz" database
  rm -rf "$folder"
}
