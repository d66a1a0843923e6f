/**
 * alpine: apk.
 * Channels: none. apk (3.0.6) prints its own text for each status since 3.0.0, and before that one text for all.
 * Read in alpinelinux/apk-tools: libfetch/http.c, src/{io_url_libfetch,print,database}.c, doc/apk.8.scd.
 * Limits: the known statuses are 400, 401, 403 to 408, 500 and 501 to 504; any other, 429 among them, is an
 * "unrecognized server error". apk retries on no status, so a 429 becomes a 503 for it, which says more.
 */

import type { Failure } from "../failure/failure.ts";
import { PATIENT_WRITE_MS } from "../limits.ts";
import { textBody } from "./shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { reasonPhrase, sentence } from "./shared/speech.ts";
import { HEADERS_ONLY } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS_WITH_WGET, userAgentOf } from "./shared/user-agent.ts";

/** Reading: just under apk's --timeout, 60 s without progress (doc/apk.8.scd). Publishing: curl, which has no limit. */
const TIMEOUT_MS = { read: 59_000, write: PATIENT_WRITE_MS };

const expected = expects({
  reads: [
    [/\/APKINDEX\.tar\.gz$/, "document"],
    [/\.(?:apk|rsa\.pub)$/, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

/** `curl-8.9.0-r0.apk` (alpinelinux/apk-tools: src/package.c). */
const PACKAGE_PATHS = [/\/(?<name>[^/]+)-(?<version>\d[^-/]*-r\d+)\.apk$/];

export const alpine: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

/** The User-Agent has the version of libfetch, not of apk. */
function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  if (/^libfetch\//i.test(userAgent)) return { name: "apk", version: "" };
  return clientByUserAgent(request, TOOLS_WITH_WGET);
}

function operation(request: ClientRequest): Operation {
  if (request.method === "DELETE") return "delete";
  if (request.method !== "GET" && request.method !== "HEAD") return "publish";
  return request.path.endsWith(".apk") ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const isUnknownToApk = failure.status === 429 && identify(request).name === "apk";
  const base = { status: isUnknownToApk ? 503 : failure.status, phrase: reasonPhrase(failure), headers: {} };
  return { ...base, ...textBody(failure, `${sentence(failure)}\n`) };
}
