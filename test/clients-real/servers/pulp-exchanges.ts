/** What the suite does with Pulp, in this order. */
import { digest } from "../origin/archives.ts";
import { JAR } from "../origin/maven.ts";
import { IMAGE } from "../origin/oci.ts";
import { WHEEL } from "../origin/pypi.ts";
import {
  ADMIN,
  crane,
  curl,
  DEPLOY,
  galaxy,
  JAVASCRIPT,
  MISTAKEN,
  makeRepositories,
  maven,
  npm,
  PUBLISH_COLLECTION,
  pip,
  RESOLVE,
  skopeo,
  twine,
  UNPRIVILEGED,
  uploadWithoutDigest,
} from "./pulp-commands.ts";
import type { Ending, Exchange } from "./server.ts";

const succeeds = { refused: null } as const;
const signsInWrong: Ending = { refused: /Invalid username\/password/i, counted: "unauthorized" };
const hasNoRight: Ending = {
  refused: /You do not have permission to perform this action/,
  counted: "forbidden",
};

const IMAGE_TAG = "docker://tools/demo:1.0.0";

export const PULP_EXCHANGES: readonly Exchange[] = [
  curl(
    "curl creates a user with a short password",
    ADMIN,
    "users/",
    { username: UNPRIVILEGED.user, password: "short" },
    { refused: /This password is too short/, counted: "bad_request" },
  ),
  curl(
    "curl creates a user",
    ADMIN,
    "users/",
    { username: UNPRIVILEGED.user, password: UNPRIVILEGED.password },
    succeeds,
  ),
  makeRepositories(
    "curl creates repositories",
    { python: "pypi", ansible: "ansible", npm: "npm", maven: "maven" },
    succeeds,
  ),
  curl(
    "curl creates a repository again",
    ADMIN,
    "repositories/python/python/",
    { name: "python" },
    { refused: /This field must be unique/, counted: "bad_request" },
  ),
  curl(
    "curl creates a repository without permission",
    UNPRIVILEGED,
    "repositories/npm/npm/",
    { name: "x" },
    hasNoRight,
  ),
  curl("curl sends a wrong password", MISTAKEN, "repositories/", null, signsInWrong),
  curl("curl requests a missing task", ADMIN, "tasks/01a00000-0000-7000-8000-000000000000/", null, {
    refused: /No Task matches the given query/,
    counted: "not_found",
  }),

  twine("twine uploads with a wrong password", MISTAKEN, signsInWrong),
  twine("twine uploads without permission", UNPRIVILEGED, hasNoRight),
  twine("twine uploads", ADMIN, succeeds),
  twine("twine uploads the same file again", ADMIN, {
    refused: /demo_pkg-1.0-py3-none-any.whl already exists in index/,
    counted: "bad_request",
  }),
  uploadWithoutDigest("curl uploads a wheel without its digest", ADMIN, {
    refused: /This field is required/,
    counted: "bad_request",
  }),
  pip("pip downloads", "demo-pkg", { refused: null, digest: digest("sha256", WHEEL) }),
  pip("pip downloads a missing package", "demo-none", {
    refused: /No matching distribution found/,
    counted: "not_found",
  }),

  skopeo("skopeo pushes with a wrong password", MISTAKEN, `dir:image ${IMAGE_TAG}`, signsInWrong),
  skopeo("skopeo pushes without permission", UNPRIVILEGED, `dir:image ${IMAGE_TAG}`, {
    // The status is 401, its challenge `insufficient_scope`.
    refused: /requested access to the resource is denied/,
    counted: "forbidden",
  }),
  skopeo("skopeo pushes", ADMIN, `dir:image ${IMAGE_TAG}`, succeeds),
  skopeo("skopeo pulls", ADMIN, `${IMAGE_TAG} dir:out && sha256sum out/*`, {
    refused: null,
    digest: digest("sha256", IMAGE.layer),
  }),
  skopeo("skopeo pulls a missing image", ADMIN, "docker://tools/demo:9.9.9 dir:out", {
    refused: /manifest unknown: Manifest not found/,
    counted: "not_found",
  }),
  skopeo("skopeo pulls from a missing repository", ADMIN, "docker://tools/none:1.0.0 dir:out", {
    refused: /name unknown: Repository not found/,
    counted: "not_found",
  }),
  crane("crane copies to a new repository", ADMIN, "tools/demo:1.0.0", "tools/copy:1.0.0", succeeds),

  galaxy("ansible-galaxy publishes with a wrong password", MISTAKEN, PUBLISH_COLLECTION, signsInWrong),
  galaxy("ansible-galaxy publishes without permission", UNPRIVILEGED, PUBLISH_COLLECTION, hasNoRight),
  galaxy("ansible-galaxy publishes", ADMIN, `${PUBLISH_COLLECTION} && cp *.tar.gz KEPT`, succeeds),
  galaxy(
    "ansible-galaxy downloads",
    ADMIN,
    "ansible-galaxy download example.demo -p . && cmp *.tar.gz KEPT",
    succeeds,
  ),
  galaxy(
    "ansible-galaxy downloads a missing collection",
    ADMIN,
    "ansible-galaxy download example.none -p .",
    {
      refused: /Could not satisfy the following requirements/,
      counted: "not_found",
    },
  ),

  npm("npm publishes with a wrong password", MISTAKEN, "npm publish", signsInWrong),
  npm("npm publishes without permission", UNPRIVILEGED, "npm publish", hasNoRight),
  npm("npm publishes", ADMIN, "npm publish", succeeds),
  // npm can't install it by name: the versions in Pulp's document have no field `version`.
  npm(
    "npm installs a file",
    ADMIN,
    "rm package.json; npm install SERVED/demo-ten/-/demo-ten-1.0.0.tgz && sha256sum node_modules/demo-ten/index.js",
    { refused: null, digest: digest("sha256", JAVASCRIPT) },
  ),
  npm("npm installs a missing package", ADMIN, "npm install --registry=SERVED/ demo-none", {
    refused: /404 Not Found/,
    counted: "not_found",
  }),

  maven("mvn deploys with a wrong password", MISTAKEN, DEPLOY, signsInWrong),
  maven("mvn deploys without permission", UNPRIVILEGED, DEPLOY, hasNoRight),
  maven("mvn deploys", ADMIN, DEPLOY, succeeds),
  maven("mvn resolves", ADMIN, `${RESOLVE} -Dwanted=2.0 && sha256sum m2/org/example/lib/2.0/*.jar`, {
    refused: null,
    digest: digest("sha256", JAR),
  }),
  maven("mvn resolves a missing artifact", ADMIN, `${RESOLVE} -Dwanted=9.0`, {
    refused: /lib:jar:9\.0/,
    counted: "not_found",
  }),
];
