/**
 * hex: Hex package repositories and their API (Elixir, Erlang).
 * | request (Hex read at 2.5.2-dev)    | shows                                                                        |
 * | API (publish, owner, user, ...)    | `message` and `errors` of a body in `application/vnd.hex+erlang`             |
 * | `/packages/NAME`                   | the raw body, not on 401, 403 and 404                                        |
 * | tarballs                           | the bare status                                                              |
 * | any                                | `X-Hex-Message: "TEXT"; level=fatal` before 2.1.0 and from 2.5.0             |
 * rebar3 (3.19.0) shows none of it: "Failed to update package", "Package not found in any repo"; with
 * `DEBUG=1` headers and body of `/packages/NAME` as an Erlang term, and the bare status of a tarball.
 * Read in hexpm/hex at bd57e0dd: lib/hex/{http,scm,utils}.ex, lib/hex/registry/server.ex, src/mix_hex_api.erl,
 * CHANGELOG.md; erlang/rebar3 at e8147e32: apps/rebar/src/rebar_{packages,pkg_resource}.erl. Neither phrase nor JSON is shown anywhere.
 * Limits: 2.1.0 to 2.4.2 crash on `X-Hex-Message` (PR 1180), so only versions that are known to be safe get it; its
 * text has no escapes, and a value of any other form raises. A `WWW-Authenticate: Bearer realm="hex", error=...` drives
 * one-time passwords and token refreshes and passes as it came. No status is retried.
 */
import { answerOf, type Failure } from "../../failure/failure.ts";
import { HEADER_TEXT_MAX_BYTES } from "../../limits.ts";
import { maskSecrets } from "../../text/secrets.ts";
import { cutToBytes, toAscii, toLine } from "../../text/text.ts";
import { asItCame, textBody } from "../shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  NoticeForm,
  Operation,
  Spoken,
  SpokenBody,
  SuccessFacts,
} from "../shared/client.ts";
import { coordinatesByPath } from "../shared/coordinates.ts";
import { expects } from "../shared/expected.ts";
import { isOriginsWord, originContentType } from "../shared/origin-words.ts";
import { hasWords, headerText, reasonPhrase, sentence } from "../shared/speech.ts";
import { HEADERS_ONLY } from "../shared/url-rewriting.ts";
import { clientByUserAgent, isAtLeast, TOOLS, type Token } from "../shared/user-agent.ts";
import { decodeTerm, encodeTerm, type Term } from "./term.ts";

/** Reading: just under the 15 s of lib/hex/http.ex (@request_timeout). Publishing: the 60 s of lib/hex/api.ex (@tar_timeout). */
const TIMEOUT_MS = { read: 14_000, write: 59_000 };
/** The versions that crash on the header: from the first up to, not including, the second. */
const CRASHES_FROM = [2, 1, 0] as const;
const CRASHES_UNTIL = [2, 5, 0] as const;
/** lib/hex/registry/server.ex: a fixed text replaces the body. */
const FIXED_TEXT_STATUSES: ReadonlySet<number> = new Set([401, 403, 404]);

const ERLANG = "application/vnd.hex+erlang";

const expected = expects({
  reads: [
    [/\/api\//, "file"],
    [/\/(?:names|versions)$|\/packages\/[^/]+$/, "document"],
    [/^\/$/, "content"],
  ],
  otherwise: "file",
  writes: "file",
});

const CLIENTS: readonly Token[] = [["hex", "hex"], ["rebar3", "rebar3"], ["hex_core", "hex_core"], ...TOOLS];

/** Registry and API (hexpm/specifications: endpoints.md, apiary.apib). */
const PACKAGE_PATHS = [
  /\/(?:tarballs|docs)\/(?<name>\w+)-(?<version>[^/]+?)\.tar(?:\.gz)?$/,
  /\/packages\/(?<name>\w+)(?:\/releases(?:\/(?<version>[^/]+))?|\/owners)?(?:\/[^/]+)?$/,
];

export const hex: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
  notice,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "HEAD") return "probe";
  if (/\/api\/(?:oauth|users|keys|auth|short_url)/.test(path)) return "login";
  if (method === "DELETE") return "delete";
  if (method !== "GET") return /\/(?:publish|releases|docs)(?:\/|$)/.test(path) ? "publish" : "api";
  if (/\/tarballs\/|\/docs\/|\.tar(?:\.gz)?$/.test(path)) return "download";
  if (!isApi(request)) return "metadata";
  return path.endsWith("/api/packages") ? "search" : "api";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    headers: messageHeader(failure, request),
    ...(isApi(request) ? term(failure, request) : textBody(failure, sentence(failure))),
  };
}

function isApi(request: ClientRequest): boolean {
  return (request.headers.get("accept") ?? "").includes(ERLANG) || request.path.startsWith("/api/");
}

function term(failure: Failure, request: ClientRequest): SpokenBody {
  if (isOwnTerm(failure) || isOAuthError(failure, request)) return asItCame(failure);
  return { contentType: ERLANG, body: encodeTerm({ message: sentence(failure), status: failure.status }) };
}

/** True for the error of a token endpoint, which Hex acts on: `authorization_pending` makes it poll again (RFC 8628 3.5). */
function isOAuthError(failure: Failure, request: ClientRequest): boolean {
  if (!request.path.includes("/oauth/") || answerOf(failure)?.status !== failure.status) return false;
  return typeof ownMap(failure)?.get("error") === "string";
}

/** True for the origin's own map with a message or field errors, if all its texts are safe on a terminal. */
function isOwnTerm(failure: Failure): boolean {
  const map = isOriginsWord(failure) ? ownMap(failure) : null;
  const said = map?.get("message");
  return (typeof said === "string" && said !== "") || map?.get("errors") instanceof Map;
}

/** The origin's term if it is a complete map whose texts are safe on a terminal; else null. */
function ownMap(failure: Failure): ReadonlyMap<string, Term> | null {
  const answer = answerOf(failure);
  if (answer?.complete !== true || !originContentType(failure).includes(ERLANG)) return null;
  const map = decodeTerm(answer.body);
  return map instanceof Map && isClean(map) ? map : null;
}

function isClean(value: Term): boolean {
  if (typeof value === "string") return !/[^\P{C}\t\n]/u.test(value) && maskSecrets(value) === value;
  if (Array.isArray(value)) return value.every(isClean);
  if (value instanceof Map) return [...value].every(([key, member]) => isClean(key) && isClean(member));
  return true;
}

/** `X-Hex-Message` if Hex shows nothing else; never together with a body that says the same. */
function messageHeader(failure: Failure, request: ClientRequest): Readonly<Record<string, string | null>> {
  const client = identify(request);
  if (client.name !== "hex") return {};
  if (!survivesMessage(client)) return { "x-hex-message": null };
  const own = ownMessage(failure);
  const saysReason = failure.help === null && failure.reason !== null && own.text === failure.reason;
  if (showsBody(failure, request)) return own.isReadable && !saysReason ? {} : { "x-hex-message": null };
  if (!hasWords(failure)) return own.isReadable ? {} : { "x-hex-message": null };
  const reason = headerText(failure);
  return reason === null || saysReason ? {} : { "x-hex-message": quoted(reason, "fatal") };
}

function survivesMessage(client: Client): boolean {
  if (!/^\d/.test(client.version)) return false;
  return !isAtLeast(client.version, CRASHES_FROM) || isAtLeast(client.version, CRASHES_UNTIL);
}

function showsBody(failure: Failure, request: ClientRequest): boolean {
  if (isApi(request)) return true;
  return /\/packages\/[^/]+$/.test(request.path) && !FIXED_TEXT_STATUSES.has(failure.status);
}

/** What Hex would print of the origin's own header; Hex raises on a header that it can't parse. */
function ownMessage(failure: Failure): { readonly isReadable: boolean; readonly text: string | null } {
  const header = answerOf(failure)?.headers.get("x-hex-message") ?? null;
  const match = /^\s*"([^"]*)"\s*(?:;\s*level\s*=\s*(.*?)\s*)?$/.exec(header ?? "");
  if (match === null) return { isReadable: header === null, text: null };
  const isShown = match[2] === "fatal" || match[2] === "warn";
  return { isReadable: true, text: isShown ? toLine(match[1] ?? "") : null };
}

function quoted(line: string, level: "fatal" | "warn"): string {
  return `"${line.replaceAll('"', "'")}"; level=${level}`;
}

/** Only on a publish: other commands send many requests, and each would repeat the text. */
function notice(line: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  const client = identify(request);
  if (client.name !== "hex" || !survivesMessage(client)) return null;
  if (request.method !== "POST" || !/\/(?:publish|releases)$/.test(request.path)) return null;
  if (answer.status < 200 || answer.status > 299 || answer.headers.has("x-hex-message")) return null;
  const shown = cutToBytes(toAscii(toLine(line)), HEADER_TEXT_MAX_BYTES);
  return shown === "" ? null : { kind: "headers", headers: { "x-hex-message": quoted(shown, "warn") } };
}
