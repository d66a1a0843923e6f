/**
 * npm: the npm registry format.
 * | client (read at)               | prints what the registry says from                                          |
 * | npm 10, 11 (11.19.1), 12       | JSON `error` after the phrase; `npm-notice` if npm drops the body             |
 * | yarn 1 (1.22.22)               | JSON `error`, a string; nothing on 408, on 5xx and for tarballs               |
 * | yarn 2 and later (4)           | the phrase; on writes the phrase and JSON `error`                             |
 * | pnpm 11 (11.22.0)              | the phrase; on publish the phrase and JSON `error`; other writes the raw body |
 * | pnpm 12 (12.0.0-rc.8)          | the raw body of a write                                                       |
 * | bun                            | the phrase and JSON `error` of publish and whoami; nothing on install         |
 * | deno                           | the raw body, not on 404                                                      |
 * | Verdaccio as a client          | nothing                                                                       |
 * Read in npm/npm-registry-fetch:lib/{check-response,errors}.js, npm/cli:lib/utils/error-message.js,
 * pnpm/pnpm:pnpm11/core/error/src/index.ts and pnpm/crates/publish, yarnpkg/yarn:src/util/request-manager.js,
 * yarnpkg/berry:packages/yarnpkg-core/sources/httpUtils.ts, oven-sh/bun:src/install/npm.rs,
 * denoland/deno:cli/http_util.rs.
 * Limits: `error` must be a string, and `message` absent or equal (npm 12 reads it too); headers ASCII, together
 * below 16 KiB; npm hides UUIDs. npm silently drops an optional dependency that fails: only
 * `npm-notice` would show there, and it would double every other error, so it is not sent for that.
 */
import { answerOf, type Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { HEADER_TEXT_MAX_BYTES } from "../../limits.ts";
import { cutToBytes, toAscii, toLine } from "../../text/text.ts";
import { jsonAsItCame, jsonBody, ownTextBody } from "../shared/body.ts";
import type {
  ClientFormat,
  ClientRequest,
  LastResort,
  NoticeForm,
  Spoken,
  SpokenBody,
  SuccessFacts,
  UrlRewriting,
} from "../shared/client.ts";
import { isOwnWord, jsonContentTypeOf, jsonObjectOf } from "../shared/origin-words.ts";
import {
  headerText,
  originBody,
  PLAIN_TEXT,
  passableJson,
  passableText,
  reasonPhrase,
  retryAfter,
  sentence,
} from "../shared/speech.ts";
import { JSON_TYPE, posts, reads } from "../shared/url-rewriting.ts";
import { isAtLeast } from "../shared/user-agent.ts";
import {
  expected,
  identify,
  isAuditReport,
  isPackageWrite,
  isProbe,
  isRegistryApi,
  operation,
} from "./client.ts";
import { coordinates } from "./coordinates.ts";

/**
 * Reading: just under the 30 s after which yarn 1 and Verdaccio give up; pnpm and yarn 4 wait 60 s, npm 300 s. Publishing:
 * just under npm's 300 s (`fetch-timeout`).
 */
const TIMEOUT_MS = { read: 29_000, write: 295_000 };
/** npm's own longest wait between two attempts (`fetch-retry-maxtimeout`); yarn 4 would obey any number. */
const RETRY_AFTER_MAX_SECONDS = 60;
/** yarn 4 waits this long three times, bun five times, both silently. */
const WAITS = 3;
/** From here on npm prints equal notices of one command once (npm/cli PR 8697). */
const NOTICE_ONCE_FROM = [11, 7] as const;
/** From here on pnpm publishes with its own code and prints the body as it is. */
const PNPM_RAW_PUBLISH_FROM = [12] as const;
/** How a registry without audit reports answers, which an install need not mention. */
const NO_AUDIT_STATUSES: ReadonlySet<number> = new Set([404, 405, 410, 501]);
/** `npm outdated` silently skips a package on these. */
const OUTDATED_SKIPS: ReadonlySet<number> = new Set([403, 404]);

/** GitHub's tarballs have no file name: /download/@owner/name/version/digest. */
const readsDocument = reads(
  /^/,
  /\.t(?:ar\.)?gz$|\/download\/(?:[^/]+\/){2,3}[^/]+$|\/-\/npm\/v1\/(?:attestations|keys)(?:\/|$)/,
);
const startsLogin = posts(/\/-\/v1\/login$/);
/** `dist.tarball` of packuments; `loginUrl` and `doneUrl` of the web login. */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: (request) => readsDocument(request) || startsLogin(request),
    mediaTypes: JSON_TYPE,
  },
};

export const npm: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
  notice,
  lastResort,
};

/** Where the client prints the registry's words. */
interface Channels {
  /** False if it prints another channel along with the phrase. */
  readonly phrase: boolean;
  readonly spaceAfterUrl?: true;
  readonly body: "json" | "text";
  /** True if it drops the body and prints `npm-notice`. */
  readonly notice: boolean;
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const channels = channelsOf(failure, request);
  return {
    status: failure.status,
    phrase: channels.phrase ? reasonPhrase(failure, channels) : statusPhrase(failure.status),
    ...bodyOf(failure, channels.body),
    headers: {
      ...retryAfter(failure, RETRY_AFTER_MAX_SECONDS, WAITS),
      // npm and bun take an answer with this header for one from their own cache and hide its notice.
      "x-local-cache": null,
      ...(channels.notice ? noticeOf(failure) : {}),
      ...withoutServer(failure, request),
    },
  };
}

function channelsOf(failure: Failure, request: ClientRequest): Channels {
  const { name, version } = identify(request);
  const reads = request.method === "GET" || request.method === "HEAD";
  switch (name) {
    case "npm":
    case "npm-registry-fetch":
      // `npm audit` prints the whole body, and would print `error` again in its message.
      if (isAuditCommand(request)) return { phrase: false, body: "text", notice: false };
      return { phrase: false, body: "json", notice: dropsBody(failure, request) };
    case "pnpm": {
      const json = isPackageWrite(request) && !isAtLeast(version, PNPM_RAW_PUBLISH_FROM);
      return { phrase: reads, body: reads || json ? "json" : "text", notice: false };
    }
    case "yarn-berry":
      // "Response Code: 403 (TEXT)"
      return { phrase: reads, spaceAfterUrl: true, body: "json", notice: false };
    case "bun":
      return { phrase: !bunPrintsBody(failure, request), body: "json", notice: false };
    case "deno":
      return { phrase: true, body: "text", notice: false };
    case "yarn":
    case "verdaccio":
      return { phrase: true, body: "json", notice: false };
    default:
      return { phrase: true, body: "json", notice: dropsBody(failure, request) };
  }
}

function isAuditCommand(request: ClientRequest): boolean {
  return isAuditReport(request.path) && request.headers.get("npm-command") === "audit";
}

/** True if npm prints neither phrase nor body, but does print a notice. */
function dropsBody(failure: Failure, request: ClientRequest): boolean {
  const challenges = challengesOf(failure);
  if (challenges.length > 0) return !challenges.includes("otp");
  if (request.headers.get("npm-command") === "outdated") return OUTDATED_SKIPS.has(failure.status);
  return isAuditReport(request.path) && !isAuditCommand(request) && !NO_AUDIT_STATUSES.has(failure.status);
}

/** bun prints its own text instead of `error` for a 404 on publish and for a challenge. */
function bunPrintsBody(failure: Failure, request: ClientRequest): boolean {
  if (challengesOf(failure).length > 0) return false;
  if (request.method === "PUT") return failure.status !== 404;
  return isRegistryApi(request.path);
}

/** The comma-separated parts of a 401's `WWW-Authenticate` as npm reads them; empty for any other status. */
function challengesOf(failure: Failure): readonly string[] {
  if (failure.status !== 401) return [];
  const header = answerOf(failure)?.headers.get("www-authenticate") ?? "";
  return header === "" ? [] : header.toLowerCase().split(/,\s*/);
}

function bodyOf(failure: Failure, form: "json" | "text"): SpokenBody {
  if (isProtocol(failure)) {
    const isJson = passableJson(failure) !== undefined;
    return { contentType: isJson ? jsonContentTypeOf(failure) : PLAIN_TEXT, body: originBody(failure) };
  }
  if (form === "text") return ownTextBody(failure);
  return isOwnJson(failure) ? jsonAsItCame(failure) : jsonBody({ error: sentence(failure) });
}

/** A clean body that drives npm's one-time password or its sign-in in a browser, whatever else it says. */
function isProtocol(failure: Failure): boolean {
  if (answerOf(failure)?.status !== failure.status) return false;
  if (failure.status === 401 && passableText(failure)?.includes("one-time pass")) return true;
  const json = jsonObjectOf(failure);
  return typeof json?.authUrl === "string" && typeof json.doneUrl === "string";
}

/** Already in npm's form, so it passes unchanged: `error` says the reason, and no `message` says something else. */
function isOwnJson(failure: Failure): boolean {
  const json = jsonObjectOf(failure);
  if (json === null || (json.message !== undefined && json.message !== json.error)) return false;
  return isOwnWord(json.error, failure);
}

function noticeOf(failure: Failure): Readonly<Record<string, string>> {
  const text = headerText(failure);
  return text === null || answerOf(failure)?.headers.has("npm-notice") ? {} : { "npm-notice": text };
}

/** For a 401 with a certain `Server` header yarn 1 prints `message`, not `error`. */
function withoutServer(failure: Failure, request: ClientRequest): Readonly<Record<string, null>> {
  return failure.status === 401 && identify(request).name === "yarn" ? { server: null } : {};
}

/** npm shows a notice from an answer that it does not cache: to a write, to a ping, or marked `no-store`. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  const { name, version } = identify(request);
  if (!["npm", "npm-registry-fetch", "bun", "unknown"].includes(name)) return null;
  if (answer.status < 200 || answer.status > 299) return null;
  if (answer.headers.has("npm-notice") || answer.headers.has("x-local-cache")) return null;
  const line = cutToBytes(toAscii(toLine(text)), HEADER_TEXT_MAX_BYTES);
  if (line === "") return null;
  const form: NoticeForm = { kind: "headers", headers: { "npm-notice": line } };
  if (request.method !== "GET" || request.path.endsWith("/-/ping")) return form;
  // Older versions of npm would print it again for every package.
  const stores = !/(?:^|[\s,])no-store(?:$|[\s,;])/i.test(answer.headers.get("cache-control") ?? "");
  return stores || !isAtLeast(version, NOTICE_ONCE_FROM) ? null : form;
}

/** `bun add` prints nothing but the final URL and its status. */
function lastResort(failure: Failure, request: ClientRequest): LastResort | null {
  if (failure.status === 401 || failure.reason === null || request.method !== "GET") return null;
  if (identify(request).name !== "bun" || isRegistryApi(request.path)) return null;
  return { kind: "text_in_path" };
}
