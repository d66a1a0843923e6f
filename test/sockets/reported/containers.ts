/** Image registries. */
import type { Behaviour } from "./behaviour.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const DOCKER = { "User-Agent": "docker/28.3.0 go/go1.24.4 os/linux arch/amd64" };
const TOKEN = { ...DOCKER, Authorization: "Bearer of-an-hour-ago" };
const UPLOAD = "/tools/demo/blobs/uploads/1";

function errors(code: string, message: string): string {
  return JSON.stringify({ errors: [{ code, message }] });
}

export const CONTAINER_BEHAVIOUR: readonly Behaviour[] = [
  {
    behaviour:
      "a token that expires in the middle of a push: the challenge passes, and the client gets another",
    source: "https://github.com/docker/buildx/issues/324",
    client: "expiring-token",
    format: "oci",
    asked: { method: "PATCH", target: UPLOAD, headers: TOKEN, body: "layer" },
    answered: {
      status: "401 Unauthorized",
      headers: {
        ...JSON_TYPE,
        "WWW-Authenticate":
          'Bearer realm="{origin}/token",service="r",scope="repository:tools/demo:pull,push",error="invalid_token"',
      },
      body: errors("UNAUTHORIZED", "The token has expired."),
    },
    through: {
      headers: {
        "WWW-Authenticate":
          'Bearer realm="{gateway}/token",service="r",scope="repository:tools/demo:pull,push",error="invalid_token"',
      },
      words: "The token has expired.",
      category: "unauthorized",
    },
  },
  {
    behaviour: "a realm on a host that no route serves stays unchanged",
    source: "https://distribution.github.io/distribution/spec/auth/token/",
    format: "oci",
    asked: { target: "/", headers: DOCKER },
    answered: {
      status: "401 Unauthorized",
      headers: {
        ...JSON_TYPE,
        "WWW-Authenticate": 'Bearer realm="http://auth.internal:5001/token",service="r"',
      },
      body: errors("UNAUTHORIZED", "authentication required"),
    },
    through: { words: "authentication required", category: "challenge" },
  },
  {
    behaviour: "an upload's Location in another scheme leads to the gateway",
    source: "https://github.com/distribution/distribution/issues/479",
    client: "token-realm",
    format: "oci",
    asked: { method: "POST", target: "/tools/demo/blobs/uploads/", headers: TOKEN, body: "" },
    answered: {
      status: "202 Accepted",
      headers: {
        Location: "https://{host}/v2/tools/demo/blobs/uploads/1?_state=a%3D",
        "Docker-Upload-UUID": "1",
      },
    },
    through: { headers: { Location: "/v2/tools/demo/blobs/uploads/1?_state=a%3D" } },
  },
  {
    behaviour: "Harbor's 412 to a HEAD keeps its status, and is counted as a refusal",
    source: "https://github.com/goharbor/harbor/issues/19408",
    format: "oci",
    asked: { method: "HEAD", target: "/tools/demo/manifests/1.0.0", headers: TOKEN },
    answered: { status: "412 Precondition Failed", headers: JSON_TYPE },
    through: { category: "bad_request" },
  },
  {
    behaviour: "the GET after it states the reason",
    source: "https://github.com/goharbor/harbor/issues/13825",
    format: "oci",
    asked: { target: "/tools/demo/manifests/1.0.0", headers: TOKEN },
    answered: {
      status: "412 Precondition Failed",
      headers: JSON_TYPE,
      body: errors("PROJECTPOLICYVIOLATION", "The image has 3 vulnerabilities and can't be pulled."),
    },
    through: { words: "The image has 3 vulnerabilities and can't be pulled.", category: "blocked" },
  },
  {
    behaviour: "Harbor's 403 for a full quota states how much is used",
    source: "https://github.com/goharbor/harbor/blob/main/src/server/middleware/quota/util.go",
    format: "oci",
    asked: { method: "PUT", target: "/tools/demo/manifests/1.0.0", headers: TOKEN, body: "{}" },
    answered: {
      status: "403 Forbidden",
      headers: JSON_TYPE,
      body: errors("DENIED", "Adding 1.2 GiB would exceed the storage quota of 10 GiB."),
    },
    through: { words: "Adding 1.2 GiB would exceed the storage quota of 10 GiB.", category: "forbidden" },
  },
  {
    behaviour: "ECR Public answers 400 to an expired token: a status rule makes it a 401",
    source: "https://github.com/aws/containers-roadmap/issues/2835",
    format: "oci",
    route: {
      status_rules: [{ when: { status: 400, reason_contains: "token has expired" }, status: 401 }],
    },
    asked: { target: "/tools/demo/manifests/1.0.0", headers: TOKEN },
    answered: {
      status: "400 Bad Request",
      headers: JSON_TYPE,
      body: errors("DENIED", "Your authorization token has expired. Sign in again."),
    },
    through: { status: 401, words: "Your authorization token has expired.", category: "unauthorized" },
  },
  {
    behaviour: "a 404 to a HEAD whose GET would work stays 404, and is not a failure",
    source: "https://github.com/fsouza/fake-gcs-server/issues/1278",
    format: "oci",
    asked: { method: "HEAD", target: "/tools/demo/blobs/sha256:00", headers: TOKEN },
    answered: { status: "404 Not Found", headers: JSON_TYPE },
    through: { category: null },
  },
];
