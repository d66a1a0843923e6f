/**
 * oci: registries of the OCI distribution-spec and Docker's token services.
 * Serves: docker, containerd (nerdctl, CRI), buildkit, podman, skopeo, buildah, CRI-O, oras, helm, regctl, crane and
 * others on go-containerregistry, ToolHive. Which client prints which channel: channels.ts; the body: body.ts.
 * On success: the header `Warning` (skopeo 1.14, oras 1.1.0, crane 0.15.0); helm and docker never read it.
 * Read in opencontainers/distribution-spec: spec.md, and in the files that the other two modules name.
 * Limits: Retry-After is capped or ignored by all but regctl (0.11.7), which silently sleeps that long. 401 and 404 drive
 * the protocol (tokens, "push this blob", referrers fallback), so statuses are kept.
 */

import { answerOf, type Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { PATIENT_WRITE_MS, SILENT_WAIT_MAX_SECONDS } from "../../limits.ts";
import { textBody } from "../shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  Expected,
  NoticeForm,
  Operation,
  Spoken,
  SuccessFacts,
  UrlRewriting,
} from "../shared/client.ts";
import {
  type Coordinates,
  coordinatesOf,
  decodedPath,
  matchCoordinates,
  queryValue,
} from "../shared/coordinates.ts";
import { asksFor } from "../shared/probe.ts";
import { hasWords, reasonPhrase, retryAfter, sentence } from "../shared/speech.ts";
import { clientByUserAgent, TOOLS, type Token, userAgentOf } from "../shared/user-agent.ts";
import { ociBody } from "./body.ts";
import {
  isRegistryCall,
  needsWarning,
  printsBodyAsItCame,
  printsPhraseAndBody,
  printsWarnings,
  warning,
  warningOf,
} from "./channels.ts";

/**
 * Reading: just under containerd's ResponseHeaderTimeout of 30 s (core/remotes/docker/registry.go). `docker login` gives up
 * after 15 s, but a pull through a cache may take longer than that and still succeed. Publishing: containerd gives up after
 * 30 s by itself; oras, crane and Helm have no limit (Go's http.DefaultTransport).
 */
const TIMEOUT_MS = { read: 29_000, write: PATIENT_WRITE_MS };

/** regclient: internal/reghttp/http.go, retryLimit. */
const REGCTL_WAITS = 5;

/** Each step of an upload goes to the `Location` of the one before. */
const REWRITING: UrlRewriting = { documents: null, relative: true };

const CLIENTS: readonly Token[] = [
  ["docker", "docker"],
  ["containerd", "containerd"],
  ["buildkit", "buildkit"],
  ["libpod", "podman"],
  ["podman", "podman"],
  ["buildah", "buildah"],
  ["skopeo", "skopeo"],
  ["cri-o", "cri-o"],
  ["containers", "containers"],
  ["oras", "oras"],
  ["helm", "helm"],
  ["opentofu", "opentofu"],
  ["crane", "crane"],
  ["gcrane", "crane"],
  ["go-containerregistry", "go-containerregistry"],
  ...TOOLS,
];

/** A tag, or the digest of a manifest; the digest of a layer is no version. */
const PACKAGE_PATHS = [
  /^(?:(?:\/extensions)?\/v2)?\/(?<name>.+)\/(?:manifests|referrers|signatures)\/(?<version>[^/]+)$/,
  /^(?:\/v2)?\/(?<name>.+?)\/(?:tags\/list|blobs\/(?:uploads(?:\/.*)?|[^/]+))$/,
];

export const oci: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
  notice,
};

/** `regclient/regctl (v0.11.7)`, and regsync and regbot from the same library. */
const REGCLIENT = /^regclient\/(?:reg\w+)(?: \(v?([\w.+-]{1,40})\))?/;

function identify(request: ClientRequest): Client {
  const regclient = REGCLIENT.exec(userAgentOf(request));
  if (regclient !== null) return { name: "regctl", version: regclient[1] ?? "" };
  const client = clientByUserAgent(request, CLIENTS);
  // containers/image sends this whatever its program's User-Agent.
  const isContainersImage = request.headers.get("docker-distribution-api-version") === "registry/2.0";
  if (client.name === "unknown" && isContainersImage) return { name: "containers", version: "" };
  return { name: client.name, version: client.version.replace(/^v(?=\d)/, "") };
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (!isRegistryCall(request)) return "login";
  if (/^(?:\/v2)?\/?$/.test(path)) return "probe";
  if (method === "DELETE") return "delete";
  if (method !== "GET" && method !== "HEAD") return "publish";
  if (path.includes("/blobs/uploads/")) return "publish";
  return path.includes("/blobs/") ? "download" : "metadata";
}

/** A blob may be a page that was pushed; `/v2/` may be empty; other paths are those of token services. */
function expected(request: ClientRequest): Expected {
  const { method, path, query } = request;
  const isRegistrys = isRegistryCall(request);
  if (method !== "GET" && method !== "HEAD") return isRegistrys ? "receipt" : "file";
  if (!isRegistrys) return /[?&](?:service|scope)=/.test(query) ? "document" : "content";
  if (path.includes("/blobs/")) return "content";
  return /^(?:\/v2)?\/?$/.test(path) ? "file" : "document";
}

/** A token is requested for one repository, or for several. */
function coordinates(request: ClientRequest): Coordinates {
  const [, repository] = /^repository:([^ ]+):[^: ]*$/.exec(queryValue(request, "scope")) ?? [];
  return repository === undefined
    ? matchCoordinates(decodedPath(request), PACKAGE_PATHS)
    : coordinatesOf(repository);
}

/** The referrers API, and the tag in its place if it is missing (distribution-spec, "Listing Referrers"); cosign's tags too. */
const asksForReferrers = asksFor(/\/referrers\/[^/]+$|\/manifests\/sha256-[0-9a-f]{64}(?:\.\w+)?$/);

/** Checks for layers and manifests are HEAD requests, which always are probes. */
function isProbe(request: ClientRequest): boolean {
  return asksForReferrers(request) || isTokenPost(request);
}

/** containerd, Helm and crane first request a token by POST, and by GET after a 404. */
function isTokenPost({ method, headers }: ClientRequest): boolean {
  return (
    method === "POST" && /^application\/x-www-form-urlencoded\b/i.test(headers.get("content-type") ?? "")
  );
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const client = identify(request);
  const isTwice = printsPhraseAndBody(client, failure.status, request);
  const isWarned = needsWarning(client, failure, request) && !answerOf(failure)?.headers.has("warning");
  return {
    status: failure.status,
    phrase: isTwice ? statusPhrase(failure.status) : reasonPhrase(failure),
    headers: {
      ...(sleeps(client, failure) ? retryAfter(failure, SILENT_WAIT_MAX_SECONDS, REGCTL_WAITS) : {}),
      ...(isWarned && hasWords(failure) ? { warning: warningOf(failure) } : {}),
    },
    ...(printsBodyAsItCame(client) ? textBody(failure, sentence(failure)) : ociBody(failure, request)),
  };
}

function sleeps(client: Client, failure: Failure): boolean {
  return client.name === "regctl" && failure.retryAfterSeconds !== null;
}

/** These clients print each text once, however often it is sent; a registry's own warning is left alone. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  if (!printsWarnings(identify(request)) || answer.headers.has("warning")) return null;
  if (answer.status < 200 || answer.status > 299) return null;
  if (!/\/manifests\/|\/tags\/list$|\/referrers\/|\/_catalog$/.test(request.path)) return null;
  return { kind: "headers", headers: { warning: warning(text) } };
}
