/**
 * debian: apt repositories, and uploads over HTTP with dput-ng.
 * Channels: apt (3.1.12) prints status and reason phrase and no body; dput-ng (1.22 and later) prints the body of every
 * status, followed by the phrase except for a 403.
 * Read in Debian/apt 3.1.12: methods/{basehttp,http}.cc, apt-pkg/acquire-{method,worker,item}.cc;
 * Debian/dput-ng 1.33: dput/uploaders/http.py.
 * Limits: 358 bytes of a phrase; characters outside printable ASCII are dropped. apt retries 408, 429, 500, 502, 503 and
 * 504 only if the answer has content, so it always has some. It reads 4 characters of Retry-After and breaks on a value that
 * is neither seconds nor a date, and on a malformed Last-Modified. A 403 does not stop dput-ng, so 403 is never invented.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../limits.ts";
import { textBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  Operation,
  Spoken,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { asksFor } from "./shared/probe.ts";
import { reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS_WITH_WGET, userAgentOf } from "./shared/user-agent.ts";

/** Reading: just under Acquire::http::Timeout, 30 s (apt.conf). Publishing: dput, dput-ng and curl have no limit. */
const TIMEOUT_MS = { read: 29_000, write: PATIENT_WRITE_MS };
/** apt reads four characters, and waits no longer than Acquire::Retries::Delay::Maximum, 30 s (apt-pkg/acquire-item.cc). */
const RETRY_AFTER_MAX_SECONDS = 9_999;

/** Lists of mirrors (apt's `mirror+https:`). */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: reads(/mirror(?:s|list)?(?:\.txt|\.list)?$/i),
    mediaTypes: /^text\/plain\s*(?:;|$)/i,
  },
};

/** An index may be empty if a suite has no packages; a Release never is. */
const expected = expects({
  reads: [
    [/\/(?:In)?Release$/, "document"],
    [/\/dists\/.*[^/]$|\.(?:u?deb|ddeb|dsc|(?:tar|diff)\.\w+)$/, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

/** `name_version_architecture.deb`, and the files of a source package (dpkg: deb-buildinfo, dsc). */
const PACKAGE_PATHS = [
  /\/(?<name>[^/_]+)_(?<version>[^/_]+)_[^/_]+\.(?:u?deb|ddeb|changes|buildinfo)$/,
  /\/(?<name>[^/_]+)_(?<version>[^/_]+?)(?:\.orig(?:-[^/.]+)?|\.debian)?\.(?:dsc|diff\.gz|tar\.\w+)$/,
];

/**
 * Files that apt does without: `InRelease` if there is a `Release` (which is needed), its signature, copies by hash,
 * diffs, translations and what graphical programs show.
 */
const isProbe = asksFor(
  /\/(?:InRelease|Release\.gpg)$|\/by-hash\/|\.diff\/Index$|\/(?:i18n|dep11|cnf)\/|\/Contents-[^/]+$/,
);

export const debian: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  if (/^Debian APT-/i.test(userAgent)) {
    return { name: "apt", version: /\(([\w.+~-]{1,40})\)/.exec(userAgent)?.[1] ?? "" };
  }
  // dput-ng sends the User-Agent of Python's library, with that library's version.
  if (/^python-urllib\//i.test(userAgent) && request.method === "PUT")
    return { name: "dput-ng", version: "" };
  return clientByUserAgent(request, TOOLS_WITH_WGET);
}

function operation(request: ClientRequest): Operation {
  if (request.method === "DELETE") return "delete";
  if (request.method !== "GET" && request.method !== "HEAD") return "publish";
  return /\/pool\/|\.(?:u?deb|ddeb|dsc)$/.test(request.path) ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const isPrintedTwice = identify(request).name === "dput-ng";
  const status = isPrintedTwice ? statusForDputNg(failure) : failure.status;
  const base = {
    status,
    phrase: isPrintedTwice ? statusPhrase(status) : reasonPhrase(failure),
    headers: { ...waiting(failure), "last-modified": null },
  };
  return { ...base, ...textBody(failure, `${sentence(failure)}\n`) };
}

/** The 403 for a sign-in page did not come from the origin, and dput-ng would continue as if it had uploaded the file. */
function statusForDputNg({ cause, status }: Failure): number {
  return cause.kind === "unusable" && status === 403 ? 502 : status;
}

/** apt prints "TooManyRequests" before the phrase of any answer with Retry-After: sent only if that is true. */
function waiting(failure: Failure): Readonly<Record<string, string | null>> {
  const mayWait = failure.status === 429 || failure.status === 503;
  return mayWait ? retryAfter(failure, RETRY_AFTER_MAX_SECONDS) : { "retry-after": null };
}
