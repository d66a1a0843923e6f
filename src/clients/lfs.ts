/**
 * lfs: Git LFS, the batch and lock API and the transfer of objects.
 * Channels: git-lfs (3.7.0 and later) prints the `message` of a JSON body whose Content-Type begins exactly with
 * `application/vnd.git-lfs+json` or `application/json`, and its own text for any other body. It prints no phrase.
 * Read in git-lfs/git-lfs:lfshttp/errors.go, lfshttp/lfshttp.go, lfsapi/auth.go, tq/transfer_queue.go,
 * docs/api/batch.md.
 * Limits: if Go can't decode the JSON into three strings, the message is lost ("Unable to parse HTTP response");
 * `Lfs-Authenticate` and the statuses 401, 403, 404, 422, 501 steer the client and are kept.
 */

import type { Failure } from "../failure/failure.ts";
import { SILENT_WAIT_MAX_SECONDS } from "../limits.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  Expected,
  Operation,
  Spoken,
  SpokenBody,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isOwnWord, jsonObjectOf, originContentType } from "./shared/origin-words.ts";
import { originBody, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { JSON_TYPE, posts } from "./shared/url-rewriting.ts";
import { clientByUserAgent, type Token } from "./shared/user-agent.ts";

/** Just under the 30 s without traffic after which git-lfs gives up (`lfs.activitytimeout`), in both directions. */
const TIMEOUT_MS = { read: 29_000, write: 29_000 };
/** docs/api/README.md of git-lfs. */
const LFS_JSON = "application/vnd.git-lfs+json";
/** lfshttp/lfshttp.go, `lfsMediaTypeRE` and `jsonMediaTypeRE`: case-sensitive. */
const READ_TYPES = /^application\/(?:vnd\.git-lfs\+)?json(?:;|$)/;

/** `actions.*.href`. */
const REWRITING: UrlRewriting = {
  documents: { requestedBy: posts(/\/objects\/batch$/), mediaTypes: JSON_TYPE },
};

/** An object may be a web page in the repository. */
const expectedByPath = expects({
  reads: [[/\/locks(?:\/|$)/, "file"]],
  otherwise: "content",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["git-lfs", "git-lfs"]];

/** The repository. */
const PACKAGE_PATHS = [/^\/(?<name>.+?)(?:\.git)?\/(?:info\/lfs|gitlab-lfs)\//];

export const lfs: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

/** A POST is a query in JSON, whose answer the client reads. */
function expected(request: ClientRequest): Expected {
  return request.method === "POST" ? "file" : expectedByPath(request);
}

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (path.endsWith("/objects/batch")) return "metadata";
  if (/\/locks(\/|$)/.test(path) || method === "POST") return "api";
  return method === "PUT" ? "publish" : "download";
}

/** Sent before every push; 404 turns locking off (git-lfs/git-lfs: commands/lockverifier.go). */
function isProbe({ method, path }: ClientRequest): boolean {
  return method === "POST" && path.endsWith("/locks/verify");
}

function speak(failure: Failure, _request: ClientRequest): Spoken {
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    ...bodyOf(failure),
    // git-lfs silently sleeps for any time on a 429, eight times per object (tq/transfer_queue.go).
    headers: retryAfter(failure, SILENT_WAIT_MAX_SECONDS),
  };
}

function bodyOf(failure: Failure): SpokenBody {
  if (isOwnForm(failure)) {
    const type = originContentType(failure);
    return { contentType: READ_TYPES.test(type) ? type : LFS_JSON, body: originBody(failure) };
  }
  const body = {
    message: sentence(failure),
    ...(failure.heard?.documentation ? { documentation_url: failure.heard.documentation } : {}),
    ...(failure.heard?.requestId ? { request_id: failure.heard.requestId } : {}),
  };
  return { contentType: LFS_JSON, body: JSON.stringify(body) };
}

/** An object that Go decodes, with the reason as `message`. Go accepts keys in any case, and of two takes the last. */
function isOwnForm(failure: Failure): boolean {
  const json = jsonObjectOf(failure);
  if (json === null || !isOwnWord(json.message, failure)) return false;
  return Object.entries(json).every(([key, value]) => {
    const name = key.toLowerCase();
    if (name === "message") return key === name;
    const isText = value === null || typeof value === "string";
    return isText || (name !== "documentation_url" && name !== "request_id");
  });
}
