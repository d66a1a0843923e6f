/**
 * conan: Conan 1 and 2.
 * Channels (1.65.0, 2.8.1): Conan prints the body of a 400, a 403 and most other 4xx of its JSON API, of a 403 for a
 * file, of a 400 and 403 for an upload, and the phrase of an upload's other statuses; never both. From `application/json`
 * without parameters it prints the first of `errors` as `status: message`; any other type but HTML is printed raw.
 * Nothing is shown on 401 (asks for a password), 404 (next remote) and 500, 502, 503, 504 (used up by retries).
 * Read in conan-io/conan: conans/client/rest/rest_client_common.py (1.65.0), conans/client/rest/{__init__,
 * rest_client_v2,file_uploader,auth_manager}.py (2.8.1), conan/internal/rest/ (2.14 and later).
 * Limits: a body without Content-Type, and any body of `remote login`, is printed as Python's `bytes`, so ASCII there;
 * `remove` and the check of credentials print the raw body whatever its form. urllib3 obeys any Retry-After.
 */

import type { Failure } from "../failure/failure.ts";
import { SILENT_WAIT_MAX_SECONDS } from "../limits.ts";
import { ownTextBody } from "./shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken, SpokenBody } from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isOwnWord, isRecord, jsonObjectOf, originContentType } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { originBody, PLAIN_TEXT, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { HEADERS_ONLY } from "./shared/url-rewriting.ts";
import { clientByUserAgent, type Token } from "./shared/user-agent.ts";

/** Just under Conan's read timeout of 60 s (conan_requester.py), for uploads too. */
const TIMEOUT_MS = { read: 59_000, write: 59_000 };
/** It waits this long twice before it gives up (measured, Conan 2.34.0). */
const WAITS = 2;
/** Conan compares the complete header. */
const JSON_TYPE = "application/json";

/** A recipe may export any files, next to its archives and below `metadata/`. */
const expected = expects({
  reads: [
    [
      /\/files\/(?:[^/]+\.(?:t(?:ar\.)?(?:gz|xz|zst)|tgz|txz|tzst)|conan(?:file\.py|manifest\.txt|info\.txt))$/,
      "file",
    ],
    [/\/files\/./, "content"],
    [/\/v\d\/ping$|\/users\//, "file"],
    [/^\/$/, "content"],
  ],
  otherwise: "document",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["conan", "conan"]];

/** `name/version/user/channel` (conan-io/conan: conans/client/rest/client_routes.py). */
const PACKAGE_PATHS = [
  /\/conans\/(?<name>[^/]+)\/(?<version>[^/]+)\/[^/]+\/[^/]+(?:\/|$)/,
  // Some products put the user first here.
  /\/v1\/files\/(?<name>[^/]+)\/(?<version>\d[^/]*)\/[^/]+\/[^/]+\//,
];

/** `conan upload` requests the existing revisions; before the first upload there are none. */
const isProbe = asksFor(/\/revisions$/);

export const conan: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (/\/v\d\/ping$/.test(path)) return "probe";
  if (path.includes("/users/")) return "login";
  if (method === "DELETE" || path.endsWith("/delete")) return "delete";
  if (method === "PUT" || path.endsWith("/upload_urls")) return "publish";
  if (path.endsWith("/search")) return "search";
  return /\/files\/[^/]+$/.test(path) ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    ...bodyOf(failure, request),
    // urllib3 silently sleeps for any time, up to six times per file.
    headers: retryAfter(failure, SILENT_WAIT_MAX_SECONDS, WAITS),
  };
}

/** Plain text, which Conan always prints as it is; the origin's own form if Conan parses it for this request. */
function bodyOf(failure: Failure, request: ClientRequest): SpokenBody {
  if (printsRaw(request)) {
    return {
      contentType: PLAIN_TEXT,
      body: sentence(
        failure,
        isBytes(request) ? { isAscii: true, spaceAfterUrl: true } : { spaceAfterUrl: true },
      ),
    };
  }
  if (isErrorList(failure)) return { contentType: JSON_TYPE, body: originBody(failure) };
  // "TEXT. [Remote: name]"
  return ownTextBody(failure, { spaceAfterUrl: true });
}

/** True if Conan does not look for `errors`. */
function printsRaw(request: ClientRequest): boolean {
  return request.method === "DELETE" || request.path.includes("/users/");
}

/** True for `remote login`, which prints the body as `b'...'`. */
function isBytes(request: ClientRequest): boolean {
  return request.path.endsWith("/users/authenticate");
}

/** True for the origin's `errors`, in the type that Conan reads, with the reason as the first message. */
function isErrorList(failure: Failure): boolean {
  if (originContentType(failure) !== JSON_TYPE) return false;
  const errors = jsonObjectOf(failure)?.errors;
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  if (!isRecord(first) || first.status !== failure.status) return false;
  return isOwnWord(first.message, failure);
}
