/**
 * pypi: Python package indexes.
 * | client (read at)        | reading                                                  | uploading                  |
 * | pip (26.3.dev0)         | files: the phrase; index pages: nothing                   | -                          |
 * | uv (0.12.5)             | problem+json since 0.9.4, the phrase since 0.7.20; not on | any body                   |
 * |                         | index pages with 401, 403, 404; HEAD: the phrase          |                            |
 * | twine (7.0.0)           | -                                                         | the phrase                 |
 * | Poetry (2.4.1)          | the phrase; not on index pages with 401, 403, 404         | the phrase and the body    |
 * | PDM (2.28.2)            | files: the phrase in its source, nothing when run         | the phrase                 |
 * | hatch (1.18.0)          | -                                                         | the phrase                 |
 * Read in pypa/pip:src/pip/_internal/index/collector.py, astral-sh/uv:crates/uv-client/src/error.rs and
 * crates/uv-publish/src/lib.rs, seanmonstar/reqwest:src/error.rs, pypa/twine:twine/utils.py,
 * python-poetry/poetry:utils/authenticator.py and publishing/uploader.py, pdm-project/pdm:cli/commands/publish,
 * pypa/hatch:publish/index.py.
 * Limits: Poetry prints the bytes of a body escaped, so ASCII; `--skip-existing` of twine, Poetry and PDM looks for
 * words in phrase or body; a `Retry-After` of any length is obeyed, silently by pip and Poetry.
 */

import { answerOf, type Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../../limits.ts";
import { toAscii } from "../../text/text.ts";
import type {
  ClientFormat,
  ClientRequest,
  Expected,
  LastResort,
  Spoken,
  SpokenBody,
  UrlRewriting,
} from "../shared/client.ts";
import { originContentType, ownText } from "../shared/origin-words.ts";
import { asksFor } from "../shared/probe.ts";
import {
  hasWords,
  headerText,
  originBody,
  PLAIN_TEXT,
  PROBLEM_JSON,
  passableText,
  reasonPhrase,
  retryAfter,
  sentence,
} from "../shared/speech.ts";
import { reads } from "../shared/url-rewriting.ts";
import { isAtLeast } from "../shared/user-agent.ts";
import { identify, isIndexPage, isUpload, operation } from "./client.ts";
import { coordinates } from "./coordinates.ts";
import { ownProblem, problemOf } from "./problem.ts";

/**
 * Reading: just under the 10 s of hatch; pip, Poetry and PDM wait 15 s, uv 30 s. Publishing: twine has no limit
 * (twine/repository.py), uv waits 900 s (UV_UPLOAD_HTTP_TIMEOUT); Poetry and PDM give up after 15 s of their own accord.
 */
const TIMEOUT_MS = { read: 9_000, write: PATIENT_WRITE_MS };
/**
 * pip sleeps silently for up to 6 h, Poetry for any time, both five times: 75 s in all with this cap, which is as long as
 * they wait for an answer (`--timeout`).
 */
const RETRY_AFTER_MAX_SECONDS = 15;
const WAITS = 5;
/** The first uv that prints problem documents (astral-sh/uv PR 16199). */
const UV_PROBLEM_FROM = [0, 9, 4] as const;
/** The first uv whose publish prints them (astral-sh/uv PR 17787). */
const UV_PUBLISH_PROBLEM_FROM = [0, 9, 29] as const;
/** On these uv publish checks whether the file already exists, but not after a problem document. */
const EXISTS_STATUSES: ReadonlySet<number> = new Set([400, 409]);
/** pip's urllib3 retries these (network/session.py), and the following if they have a Retry-After. */
const PIP_RETRIES: ReadonlySet<number> = new Set([500, 502, 503, 520, 527]);
const PIP_RETRIES_AFTER_A_WAIT: ReadonlySet<number> = new Set([413, 429]);
/**
 * What `--skip-existing` and Poetry's registration look for (twine/commands/upload.py, poetry publishing/uploader.py).
 */
const UPLOAD_SIGNS = [
  "already exist",
  "was ever registered",
  "updating asset",
  "cannot be updated",
  "already been taken",
  "overwrite artifact",
] as const;
const READS_SIGNS: ReadonlySet<string> = new Set(["twine", "poetry", "pdm"]);

/** Distributions of every kind that PyPI has ever accepted, and the files with them: metadata, signatures, provenance. */
const FILES =
  /\.(?:whl|egg|zip|exe|msi|dmg|deb|rpm|t[abglx]z2?|tar(?:\.[a-z0-9]+)?|metadata|asc|sig|(?:sigstore|attestation)(?:\.json)?)$|[./]provenance$/i;

/** The pages of PEP 503 and PEP 691, and the JSON API; not the attestations of PEP 740. */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: reads(/^/, FILES),
    mediaTypes: /^(?:text\/html|application\/(?:vnd\.pypi\.simple\.v1\+(?:json|html)|json))\s*(?:;|$)/i,
    pathLeads: ["href=", '"url"'],
  },
};

/** A signature. Not the metadata of a file (PEP 658): pip and uv request it if the index promises it, and fail without it. */
const isProbe = asksFor(/\.asc$/);

export const pypi: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
  lastResort,
};

/** An index page is HTML, and "links" in JSON too; a page at the root is for people. */
function expected(request: ClientRequest): Expected {
  const { path } = request;
  if (isUpload(request)) return "receipt";
  if (FILES.test(path)) return "file";
  if (/\/json$/.test(path)) return "document";
  const isIndex = path !== "/" && (isIndexPage(request) || path.endsWith("/"));
  return isIndex ? "links" : "content";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  return {
    status: failure.status,
    phrase: printsBothWays(request) ? statusPhrase(failure.status) : reasonPhrase(failure),
    ...(isUpload(request) ? uploadBody(failure, request) : problemBody(failure, request)),
    headers: retryAfterOf(failure),
  };
}

/** True if the client prints body and phrase in one output. */
function printsBothWays(request: ClientRequest): boolean {
  const { name, version } = identify(request);
  if (name === "poetry") return isUpload(request);
  return name === "uv" && request.method === "GET" && isAtLeast(version, UV_PROBLEM_FROM);
}

function problemBody(failure: Failure, request: ClientRequest): SpokenBody {
  if (ownProblem(failure) !== null) return { contentType: PROBLEM_JSON, body: originBody(failure) };
  const { title, ...rest } = problemOf(failure);
  // uv prints the title before the detail, and the phrase after it.
  const untitled = identify(request).name === "uv" && hasWords(failure);
  return { contentType: PROBLEM_JSON, body: JSON.stringify(untitled ? rest : { ...rest, title }) };
}

function uploadBody(failure: Failure, request: ClientRequest): SpokenBody {
  const { name, version } = identify(request);
  if (name === "uv" && isAtLeast(version, UV_PUBLISH_PROBLEM_FROM) && !EXISTS_STATUSES.has(failure.status)) {
    if (ownProblem(failure) !== null) return { contentType: PROBLEM_JSON, body: originBody(failure) };
  }
  if (READS_SIGNS.has(name) && isSign(failure)) {
    return { contentType: originContentType(failure) || PLAIN_TEXT, body: originBody(failure) };
  }
  const own = ownText(failure);
  const isAscii = name === "poetry";
  if (own !== null && (!isAscii || toAscii(own) === own))
    return { contentType: PLAIN_TEXT, body: originBody(failure) };
  const body =
    own === null ? sentence(failure, isAscii ? { isAscii, spaceAfterUrl: true } : {}) : toAscii(own);
  return { contentType: PLAIN_TEXT, body };
}

/** True if the client acts on words in the origin's body that the reason lacks. */
function isSign(failure: Failure): boolean {
  const said = passableText(failure)?.toLowerCase() ?? "";
  const kept = failure.reason?.toLowerCase() ?? "";
  return (
    answerOf(failure)?.status === failure.status &&
    UPLOAD_SIGNS.some((sign) => said.includes(sign) && !kept.includes(sign))
  );
}

/** None for a broken server, on which every client waits by its own rules; Poetry crashes on a date. */
function retryAfterOf(failure: Failure): Readonly<Record<string, string | null>> {
  if (failure.status >= 500 && failure.status !== 503) return { "retry-after": null };
  return retryAfter(failure, RETRY_AFTER_MAX_SECONDS, WAITS);
}

/**
 * pip prints nothing of a failed index page, but it does print the Content-Type of a page that it can't read, and
 * continues with the next index as after a 403. Not for what pip retries, nor for a package that another index may have.
 */
function lastResort(failure: Failure, request: ClientRequest): LastResort | null {
  const text = headerText(failure, { spaceAfterUrl: true });
  if (text === null || identify(request).name !== "pip") return null;
  if (request.method !== "GET" || !isIndexPage(request) || isLeftToPip(failure)) return null;
  const spoken: Spoken = {
    status: 200,
    phrase: statusPhrase(200),
    contentType: `text/plain; reason="${text.replaceAll('"', "'").replaceAll("\\", "/")}"`,
    headers: { "cache-control": "no-store", "retry-after": null },
    body: "",
  };
  return { kind: "answer", spoken };
}

/** 401 makes pip ask for a password, 404 and 410 send it to the next index, and it retries some of the rest. */
function isLeftToPip(failure: Failure): boolean {
  const { status } = failure;
  if (status === 401 || status === 404 || status === 410) return true;
  if (PIP_RETRIES_AFTER_A_WAIT.has(status)) return failure.retryAfterSeconds !== null;
  return failure.cause.kind === "answered" && PIP_RETRIES.has(status);
}
