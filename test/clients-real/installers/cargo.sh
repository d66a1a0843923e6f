# crates.io. Sourced by ../install.
install_cargo() {
  once "ktra-$KTRA_VERSION" "cargo install --quiet --root $store/cargo ktra@$KTRA_VERSION"
}
