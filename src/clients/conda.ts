/**
 * conda: conda, mamba, and clients built on rattler (pixi, rattler-build, py-rattler).
 * Channels: conda (26.7.1) prints `HTTP status phrase for url` and a help text below it. In any JSON object, whatever
 * its Content-Type, `reason` replaces the phrase and `message` the help text; since 25.9.0 the `detail` of a problem
 * document (RFC 9457) overrides `message`. mamba and micromamba print the status and nothing else.
 * rattler (py-rattler 0.28.0) prints `HTTP status client error (403 PHRASE) for url`, only the phrase, for every request.
 * Read in conda/conda:conda/exceptions.py, conda/gateways/repodata/__init__.py, conda/gateways/connection/download.py,
 * mamba-org/mamba:libmamba/src/download/downloader.cpp,
 * conda/rattler:crates/rattler_repodata_gateway/src/fetch/with_cache.rs, seanmonstar/reqwest:src/error.rs.
 * Limits: JSON that is not an object crashes conda; without `message` and `detail` it prints its own help text.
 * mamba obeys any Retry-After, three times.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../limits.ts";
import { problemOf } from "./pypi/problem.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isOwnWord, jsonObjectOf, originContentType } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { hasWords, originBody, PROBLEM_JSON, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { HEADERS_ONLY } from "./shared/url-rewriting.ts";
import { clientByPattern, isAtLeast } from "./shared/user-agent.ts";

/**
 * Reading: just under conda's read timeout of 60 s (`remote_read_timeout_secs`). Publishing: anaconda-client
 * (binstar_client/__init__.py) and curl have no limit.
 */
const TIMEOUT_MS = { read: 59_000, write: PATIENT_WRITE_MS };
/** So that all of mamba's waits together stay within the 60 s that conda waits for an answer. */
const RETRY_AFTER_MAX_SECONDS = 20;
const WAITS = 3;
/** Media types under which conda parses JSON, and browsers no page. */
const READ_TYPES = /^(?:application\/(?:problem\+)?json|text\/plain)\s*(?:;|$)/i;
/** The first conda that reads problem documents (conda/conda PR 15037). */
const PROBLEM_FROM = [25, 9] as const;

const USER_AGENT = /^(conda|mamba|micromamba|pixi|(?:py-)?rattler(?:-build)?)\/([0-9][0-9A-Za-z.+-]{0,39})/i;

/** A channel has pages for people: its folders, `index.html`, `rss.xml`. */
const expected = expects({
  reads: [
    [/(?:repodata|channeldata|patch_instructions|run_exports)[^/]*\.json(?:\.(?:bz2|zst|gz))?$/, "document"],
    [/\.(?:conda|tar\.bz2|jlap|msgpack(?:\.zst)?)$/, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

/** `name-version-build.conda` (conda/conda: conda/models/dist.py). */
const PACKAGE_PATHS = [/\/(?<name>[^/]+)-(?<version>[^-/]+)-[^-/]+\.(?:conda|tar\.bz2)$/];

/**
 * Smaller forms of an index, tried before the plain one, and the index of the client's platform, without which a channel
 * has packages in `noarch` only. The plain one of `noarch` has to exist.
 */
const isProbe = asksFor(
  /\/(?:(?:current_)?repodata(?:_from_packages)?\.json\.(?:zst|bz2|gz)|current_repodata\.json|repodata\.jlap|repodata_shards\.msgpack\.zst|run_exports\.json(?:\.\w+)?|(?!noarch\/)[^/]+\/repodata\.json)$/,
);

export const conda: ClientFormat = {
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
  return clientByPattern(request, USER_AGENT);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "DELETE") return "delete";
  if (method === "HEAD") return "probe";
  if (method !== "GET") return "publish";
  return /\.(conda|tar\.bz2)$/.test(path) ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const own = ownForm(failure, request);
  const headers = retryAfter(failure, RETRY_AFTER_MAX_SECONDS, WAITS);
  if (own !== null) {
    const { contentType, phrase } = own;
    return { status: failure.status, phrase, contentType, headers, body: originBody(failure) };
  }
  const body = JSON.stringify({
    ...problemOf(failure),
    // Instead of the phrase, so that conda does not print the reason twice.
    reason: statusPhrase(failure.status),
    ...(hasWords(failure) ? { message: sentence(failure) } : {}),
  });
  return { status: failure.status, phrase: reasonPhrase(failure), contentType: PROBLEM_JSON, headers, body };
}

/** For an origin's body from which conda reads the reason: its Content-Type, and the phrase to send with it; else null. */
function ownForm(failure: Failure, request: ClientRequest): Pick<Spoken, "contentType" | "phrase"> | null {
  const json = jsonObjectOf(failure);
  if (json === null) return null;
  const { reason, message } = json;
  if (![reason, message].every((text) => text === undefined || typeof text === "string")) return null;
  const help = helpOf(json, failure, request);
  // Either the first line or the help text says the reason, not both.
  if (isOwnWord(reason, failure) === isOwnWord(help, failure)) return null;
  const showsPhrase = !reason && identify(request).name === "conda";
  return {
    contentType: READ_TYPES.test(originContentType(failure))
      ? originContentType(failure)
      : "application/json",
    phrase: showsPhrase ? statusPhrase(failure.status) : reasonPhrase(failure),
  };
}

function helpOf(json: Readonly<Record<string, unknown>>, failure: Failure, request: ClientRequest): unknown {
  const { name, version } = identify(request);
  const readsProblem = name !== "conda" || isAtLeast(version, PROBLEM_FROM);
  const isProblem = readsProblem && originContentType(failure).includes(PROBLEM_JSON);
  return isProblem && typeof json.detail === "string" ? json.detail : json.message;
}
