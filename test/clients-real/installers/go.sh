# The Go module proxy. Sourced by ../install.
install_go() {
  once "crane-$CRANE_VERSION" "go_program crane github.com/google/go-containerregistry/cmd/crane $CRANE_VERSION"
  once "oras-$ORAS_VERSION" "go_program oras oras.land/oras/cmd/oras $ORAS_VERSION"
  once "regctl-$REGCTL_VERSION" "go_program regctl github.com/regclient/regclient/cmd/regctl $REGCTL_VERSION"
  once "cm-push-$CM_PUSH_VERSION" "go_program helm-cm-push github.com/chartmuseum/helm-push/cmd/helm-cm-push $CM_PUSH_VERSION"
  once "helm-$HELM_4_VERSION" "go_program helm4 helm.sh/helm/v4/cmd/helm $HELM_4_VERSION"
  once "helm-$HELM_3_VERSION" "go_program helm3 helm.sh/helm/v3/cmd/helm $HELM_3_VERSION"
  once "tofu-$OPENTOFU_VERSION" "go_program tofu github.com/opentofu/opentofu/cmd/tofu $OPENTOFU_VERSION"
  once "registry-$DISTRIBUTION_VERSION" "go_program registry github.com/distribution/distribution/v3/cmd/registry $DISTRIBUTION_VERSION"
  once "oci-conformance-$OCI_CONFORMANCE_VERSION" \
    "go_program oci-conformance github.com/opencontainers/distribution-spec/conformance $OCI_CONFORMANCE_VERSION"
  once "gitea-$GITEA_VERSION" "go_program gitea code.gitea.io/gitea $GITEA_VERSION sqlite,sqlite_unlock_notify && copy_gitea_files"
}

# What Gitea reads as files if it is not built in; the pages' scripts need another build, and no package client requests them.
copy_gitea_files() {
  local module
  cd "$store/go/src/gitea"
  module=$(go list -mod=mod -m -f '{{.Dir}}' code.gitea.io/gitea)
  rm -rf "$store/gitea"
  mkdir -p "$store/gitea"
  cp -r "$module"/{templates,options,public} "$store/gitea/"
  chmod -R u+w "$store/gitea"
}

# go_program NAME PACKAGE VERSION [TAGS]: builds the program as a dependency of an empty module, which requests
# that one version only from the proxy (`go install` also needs the list of all versions).
go_program() {
  local folder=$store/go/src/$1 module=${2%%/cmd/*}
  rm -rf "$folder"
  mkdir -p "$folder"
  cd "$folder"
  export GOFLAGS="-p=2 -mod=mod -buildvcs=false"
  printf 'module build\n\ngo 1.24\n\nrequire %s %s\n' "$module" "$3" >go.mod
  # A program is built with its own replacements.
  go mod download -json "$module@$3" | sed -n 's/.*"GoMod": "\(.*\)".*/\1/p' | xargs grep -hE '=> ' | sed 's/^replace //; s/^/replace /' >>go.mod || true
  go build -trimpath -tags="${4:-}" -ldflags="-s -w" -o "$store/go/bin/$1" "$2"
}
