# The npm registry. Sourced by ../install.
install_node() {
  local version
  for version in $NPM_VERSIONS; do once "npm-$version" "node_package npm-$version npm@$version"; done
  for version in $PNPM_VERSIONS; do once "pnpm-$version" "node_package pnpm-$version pnpm@$version"; done
  once "yarn-$YARN_CLASSIC_VERSION" "node_package yarn-$YARN_CLASSIC_VERSION yarn@$YARN_CLASSIC_VERSION"
  once "yarn-$YARN_BERRY_VERSION" "node_package yarn-$YARN_BERRY_VERSION @yarnpkg/cli-dist@$YARN_BERRY_VERSION"
  once "bun-$BUN_VERSION" "node_package bun-$BUN_VERSION bun@$BUN_VERSION"
  once "deno-$DENO_VERSION" "node_package deno-$DENO_VERSION deno@$DENO_VERSION"
  once "ovsx-$OVSX_VERSION" "node_package ovsx-$OVSX_VERSION ovsx@$OVSX_VERSION"
  once "vsce-$VSCE_VERSION" "node_package vsce-$VSCE_VERSION @vscode/vsce@$VSCE_VERSION"
  once "renovate-$RENOVATE_VERSION" "node_package renovate-$RENOVATE_VERSION renovate@$RENOVATE_VERSION"
  # One of its dependencies needs a dist-tag of node-fetch, which a mirror of the registry may lack.
  once "verdaccio-$VERDACCIO_VERSION" "node_package verdaccio-$VERDACCIO_VERSION verdaccio@$VERDACCIO_VERSION \
    '\"overrides\":{\"node-fetch\":\"$NODE_FETCH_VERSION\"},'"
}

# node_package FOLDER PACKAGE@VERSION [MEMBERS]: its own folder, with the programs in its node_modules/.bin.
node_package() {
  local folder=$store/node/$1
  rm -rf "$folder"
  mkdir -p "$folder"
  cd "$folder"
  echo "{${3:-}\"private\":true}" >package.json
  npm install --silent --no-audit --no-fund --no-update-notifier "$2"
}
