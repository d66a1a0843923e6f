/**
 * galaxy: Ansible Galaxy.
 * Channels: ansible-galaxy (2.19) prints `(HTTP Code: N, Message: M Code: C)`. For a URL with the segment `v3`
 * M is `detail` or `title` of each of `errors`, for v2 `message`, else `default`; each falls back to the phrase,
 * so M is only ever one of them. Downloads print the phrase alone. The Content-Type is not read.
 * Read in ansible/ansible:lib/ansible/galaxy/api.py, collection/concrete_artifact_manager.py, user_agent.py.
 * Limits: JSON that is not an object, or items of `errors` that are not objects, crash the client as it builds the error.
 * Retry-After is not read.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { RETRY_AFTER_MAX_SECONDS } from "../limits.ts";
import { jsonAsItCame, jsonBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  Operation,
  Spoken,
  UrlRewriting,
} from "./shared/client.ts";
import {
  type Coordinates,
  coordinatesOf,
  decodedPath,
  matchCoordinates,
  queryValue,
} from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isOwnWord, isRecord, jsonObjectOf } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { anyPath, JSON_TYPE } from "./shared/url-rewriting.ts";
import { clientByUserAgent, type Token } from "./shared/user-agent.ts";

/** Just under the 60 s of ansible-galaxy (`server_timeout`), for a publish too. */
const TIMEOUT_MS = { read: 59_000, write: 59_000 };

/**
 * `download_url`, `href`, `next`, and the `task` of an import. Pulp's are paths, which ansible-core joins to the host.
 */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: anyPath(["GET", "HEAD", "POST"], /\.tar\.gz$/),
    mediaTypes: JSON_TYPE,
    // lib/ansible/galaxy/api.py: get_collection_versions, get_collection_version_metadata.
    pathLeads: ['"next"', '"next_link"', '"download_url"', '"task"'],
  },
};

/**
 * A server's root, which is the path of a repository if the host has several (Artifactory, Pulp): not a path of the API
 * and not a file.
 */
const SERVER_ROOT = /^(?!.*\/(?:api|v\d+|collections|roles)(?:\/|$))(?!.*\.tar\.gz$)/;

/** ansible-galaxy takes the host's own page for "try below /api/" (lib/ansible/galaxy/api.py: g_connect). */
const expected = expects({
  reads: [
    [SERVER_ROOT, "content"],
    [/\.tar\.gz$/, "file"],
  ],
  otherwise: "document",
  writes: "file",
});

const CLIENTS: readonly Token[] = [["ansible-galaxy", "ansible-galaxy"]];

/** Collections of v2 and v3 of the API (lib/ansible/galaxy/api.py). */
const PACKAGE_PATHS = [
  /\/(?<group>\w+)-(?<name>\w+)-(?<version>\d[^/]*)\.tar\.gz$/,
  /\/collections\/(?:index\/)?(?!index\/)(?<group>\w+)\/(?<name>\w+)(?:\/versions(?:\/(?<version>[^/]+))?)?(?:\/docs-blob)?$/,
];

/** An import is polled until it exists (ansible/ansible: galaxy/api.py). */
const isImport = asksFor(/\/imports\/collections\/[^/]+\/?$/);
/** The server's root is tried before its `/api/` (g_connect). */
const isServerRoot = asksFor(SERVER_ROOT);

export const galaxy: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe: (request) => isServerRoot(request) || isImport(request),
  expected,
  coordinates,
  speak,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "DELETE") return "delete";
  if (method !== "GET" && method !== "HEAD") return path.includes("/tokens") ? "login" : "publish";
  if (SERVER_ROOT.test(path) || /\/api\/?$/.test(path)) return "probe";
  if (path.includes("/search/")) return "search";
  return /\.tar\.gz$/.test(path) ? "download" : "metadata";
}

function coordinates(request: ClientRequest): Coordinates {
  const path = decodedPath(request);
  const owner = path.endsWith("/roles") ? queryValue(request, "owner__username") : "";
  const name = queryValue(request, "name");
  return owner !== "" && name !== ""
    ? coordinatesOf(`${owner}.${name}`)
    : matchCoordinates(path, PACKAGE_PATHS);
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const own = isOwnForm(failure, request);
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    ...(own ? jsonAsItCame(failure) : jsonBody(errorBody(failure))),
    // No client reads it.
    headers: retryAfter(failure, RETRY_AFTER_MAX_SECONDS),
  };
}

/** One object for all three versions of the API; each reads its own members. */
function errorBody(failure: Failure): Record<string, unknown> {
  const text = sentence(failure);
  const code = failure.heard?.code ?? failure.category;
  const title = statusPhrase(failure.status);
  return {
    errors: [{ status: String(failure.status), code, title, detail: text }],
    message: text,
    code,
    default: text,
  };
}

/** True if the path's version of the API reads the reason from the origin's own body, and nothing else. */
function isOwnForm(failure: Failure, request: ClientRequest): boolean {
  const json = jsonObjectOf(failure);
  if (json === null) return false;
  const segments = request.path.split("/");
  if (segments.includes("v2")) return isOwnWord(json.message, failure);
  if (!segments.includes("v3")) return isOwnWord(json.default, failure);
  const { errors } = json;
  if (!Array.isArray(errors) || errors.length !== 1 || !isRecord(errors[0])) return false;
  return isOwnWord(errors[0].detail || errors[0].title, failure);
}
