/** One request per client whose answers differ: the rows of the matrix. */

import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { request } from "../clients/failing.ts";

type Row = readonly [title: string, request: ClientRequest];

const SIMPLE =
  "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01";
const NPM = "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false";

/** Every format has at least one row; a new format does not compile without one. */
export const REQUESTS: Readonly<Record<FormatName, readonly Row[]>> = {
  alpine: [["apk", request("/main/x86_64/APKINDEX.tar.gz", { "user-agent": "libfetch/2.0" })]],
  anthropic: [["SDK", request("/v1/messages", { "user-agent": "Anthropic/JS 1.11.0" }, "POST")]],
  cargo: [
    ["index", request("/le/ft/left-pad", { "user-agent": "cargo/1.95.0 (f2d3ce0bd 2026-03-21)" })],
    [
      "publish",
      request("/api/v1/crates/new", { "user-agent": "cargo/1.95.0", accept: "application/json" }, "PUT"),
    ],
  ],
  composer: [
    [
      "metadata",
      request("/p2/acme/app.json", { "user-agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5)" }),
    ],
  ],
  conan: [["install", request("/v2/conans/app/1.0/_/_/latest", { "user-agent": "Conan/2.8.1 (Linux 6.1)" })]],
  conda: [["conda", request("/noarch/repodata.json", { "user-agent": "conda/26.7.1 requests/2.32" })]],
  debian: [
    ["apt", request("/dists/bookworm/InRelease", { "user-agent": "Debian APT-HTTP/1.3 (3.1.12)" })],
    ["dput", request("/pool/app_1.0.deb", { "user-agent": "Python-urllib/3.11" }, "PUT")],
  ],
  galaxy: [
    ["install", request("/api/v3/collections/acme/app/", { "user-agent": "ansible-galaxy/2.19.0 (Linux)" })],
  ],
  generic: [
    ["problem", request("/x", { accept: "application/problem+json" })],
    ["JSON", request("/x", { accept: "application/json" })],
    ["curl", request("/x", { "user-agent": "curl/8.5.0", accept: "*/*" })],
  ],
  go: [["go", request("/example.com/app/@v/v1.0.0.info", { "user-agent": "Go-http-client/1.1" })]],
  helm: [
    ["repo", request("/index.yaml", { "user-agent": "Helm/4.2.4" })],
    ["cm-push", request("/api/charts", { "user-agent": "Go-http-client/1.1" }, "POST")],
  ],
  hex: [
    ["registry", request("/packages/app", { "user-agent": "hex_core/0.11.0 hex/2.5.1 (elixir/1.18.0)" })],
  ],
  huggingface: [
    ["download", request("/acme/app/resolve/main/config.json", { "user-agent": "x; hf_hub/1.28.0" }, "HEAD")],
    ["api", request("/api/models/acme/app", { "user-agent": "x; hf_hub/1.28.0" })],
  ],
  lfs: [
    ["batch", request("/objects/batch", { "user-agent": "git-lfs/3.7.0 (GitHub; linux amd64)" }, "POST")],
  ],
  maven: [
    [
      "3.8",
      request("/com/acme/app/1.0/app-1.0.jar", {
        "user-agent": "Apache-Maven/3.8.7 (Java 17.0.9; Linux 6.1)",
      }),
    ],
    [
      "3.9.16",
      request("/com/acme/app/1.0/app-1.0.jar", {
        "user-agent": "Apache-Maven/3.9.16 (Java 17.0.9; Linux 6.1)",
      }),
    ],
    ["Gradle", request("/com/acme/app/1.0/app-1.0.jar", { "user-agent": "Gradle/8.7 (Linux;6.1;amd64)" })],
    [
      "deploy",
      request("/com/acme/app/1.0/app-1.0.jar", { "user-agent": "Apache-Maven/3.9.16 (Java 17.0.9)" }, "PUT"),
    ],
  ],
  npm: [
    ["npm", request("/left-pad", { "user-agent": NPM, "npm-command": "install" })],
    ["npm publish", request("/left-pad", { "user-agent": NPM, "npm-command": "publish" }, "PUT")],
    [
      "pnpm 12 publish",
      request(
        "/left-pad",
        { "user-agent": "pnpm/12.21.0 npm/? node/? linux x64", "npm-command": "publish" },
        "PUT",
      ),
    ],
    ["yarn 4", request("/left-pad", { "user-agent": "got (https://github.com/sindresorhus/got)" })],
    ["pnpm", request("/left-pad", { "user-agent": "pnpm/11.22.0 npm/? node/v24.21.0 linux x64" })],
  ],
  nuget: [
    [
      "restore",
      request("/v3-flatcontainer/app/index.json", {
        "user-agent": "NuGet .NET Core MSBuild Task/6.13.0 (Linux)",
      }),
    ],
    ["push", request("/api/v2/package", { "user-agent": "NuGet xplat/6.13.0 (Linux)" }, "PUT")],
  ],
  oci: [
    [
      "docker",
      request("/v2/acme/app/manifests/latest", { "user-agent": "docker/29.7.2 go/go1.26 UpstreamClient(x)" }),
    ],
    ["skopeo", request("/v2/acme/app/manifests/latest", { "user-agent": "skopeo/1.20.0" })],
    ["HEAD", request("/v2/acme/app/manifests/latest", { "user-agent": "containerd/v2.3.4" }, "HEAD")],
    ["regctl", request("/v2/acme/app/manifests/latest", { "user-agent": "regclient/regctl (v0.11.7)" })],
  ],
  openai: [["SDK", request("/v1/chat/completions", { "user-agent": "OpenAI/Python 3.3.1" }, "POST")]],
  pub: [
    [
      "get",
      request("/api/packages/app", { "user-agent": "Dart pub 3.9.0", accept: "application/vnd.pub.v2+json" }),
    ],
  ],
  pypi: [
    ["pip index", request("/simple/app/", { "user-agent": 'pip/26.2.1 {"ci":null}', accept: SIMPLE })],
    [
      "pip file",
      request("/files/app-1.0-py3-none-any.whl", { "user-agent": "pip/26.2.1 {}", accept: "*/*" }),
    ],
    ["uv", request("/files/app-1.0-py3-none-any.whl", { "user-agent": "uv/0.12.5 {}" })],
    ["twine", request("/", { "user-agent": "twine/7.0.0 CPython/3.11.7" }, "POST")],
  ],
  rpm: [
    [
      "dnf",
      request("/repodata/repomd.xml", { "user-agent": "libdnf (Fedora Linux 41; server; Linux.x86_64)" }),
    ],
  ],
  rubygems: [
    [
      "gem install",
      request("/specs.4.8.gz", { "user-agent": "Ruby, RubyGems/3.7.2 x86_64-linux Ruby/3.4.1" }),
    ],
    [
      "gem push",
      request("/api/v1/gems", { "user-agent": "Ruby, RubyGems/3.7.2 x86_64-linux Ruby/3.4.1" }, "POST"),
    ],
    [
      "bundler",
      request("/versions", { "user-agent": "bundler/2.7.0 rubygems/3.7.2 ruby/3.4.1 (x) command/install" }),
    ],
  ],
  swift: [
    [
      "release",
      request("/acme/app/1.0.0", {
        "user-agent": "SwiftPackageManager/6.1.0",
        accept: "application/vnd.swift.registry.v1+json",
      }),
    ],
  ],
  terraform: [
    ["module", request("/v1/modules/acme/app/aws/1.0.0/download", { "user-agent": "Terraform/1.15.9" })],
    ["provider", request("/v1/providers/acme/app/versions", { "user-agent": "OpenTofu/1.12.6" })],
  ],
  vscode: [
    ["query", request("/extensionquery", { accept: "application/json;api-version=3.0-preview.1" }, "POST")],
  ],
};
