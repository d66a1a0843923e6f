/**
 * cargo: sparse indexes, crate downloads and the registry web API. Serves: Cargo.
 * Channels: for index files, config.json and crates the raw body (Cargo 1.70; sparse indexes 1.68); for the web API
 * (publish, yank, owner, search) the `detail` of JSON `errors`. Cargo prints its own reason phrase, never the server's.
 * On success: `warnings.other` in the answer to a publish.
 * Read in rust-lang/cargo: crates/crates-io/lib.rs, src/util/errors.rs, src/util/network/{retry,http_async}.rs,
 * src/sources/registry/{http_remote,download}.rs, doc/book/src/reference/registry-web-api.md.
 * Limits: 511 characters of a raw body, once for each of 4 attempts on a 5xx; JSON in it is not parsed. 404 on an index
 * file means that there is no such crate. Cargo itself caps Retry-After at 10 s (1.89), so it passes.
 */
import type { Failure } from "../failure/failure.ts";
import { toLine } from "../text/text.ts";
import { jsonAsItCame, jsonBody, textBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  NoticeForm,
  Operation,
  Spoken,
  SpokenBody,
  SuccessFacts,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isRecord, jsonObjectOf, saysReason } from "./shared/origin-words.ts";
import { reasonPhrase, sentence } from "./shared/speech.ts";
import { reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, type Token } from "./shared/user-agent.ts";

/** Just under http.timeout, 30 s below 10 B/s (doc/book/src/reference/config.md), which applies to a publish too. */
const TIMEOUT_MS = { read: 29_000, write: 29_000 };
/** src/util/network/http_async.rs and src/util/errors.rs: how much of a body a message shows. */
const RAW_BODY_MAX_CHARACTERS = 511;

/** `dl` and `api` of the index; its lines contain no download URL. */
const REWRITING: UrlRewriting = {
  documents: { requestedBy: reads(/(?:^|\/)config\.json$/), mediaTypes: null },
};

/** `/me` shows the token for `cargo login` to a browser. */
const expected = expects({
  reads: [
    [/(?:^|\/)config\.json$/, "document"],
    [/^\/$|\/me$/, "content"],
  ],
  otherwise: "file",
  writes: "file",
});

const CLIENTS: readonly Token[] = [["cargo", "cargo"], ...TOOLS];

/** doc/book/src/reference/{registry-web-api,registry-index}.md. */
const PACKAGE_PATHS = [
  /\/(?<name>[\w-]+)\/(?<version>\d[^/]*)\/(?:download|yank|unyank)$/,
  /\/(?<name>[\w-]+)-(?<version>\d+\.\d+\.\d+[^/]*)\.crate$/,
  /\/crates\/(?!new$)(?<name>[\w-]+)(?:\/owners)?$/,
  // The index: shards of one, two and three letters, and of two and two.
  /\/1\/(?<name>[\w-])$/,
  /\/2\/(?<name>[\w-]{2})$/,
  /\/3\/([\w-])\/(?<name>\1[\w-]{2})$/,
  /\/([\w-]{2})\/([\w-]{2})\/(?<name>\1\2[\w-]*)$/,
];

export const cargo: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
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
  if (method === "DELETE" && path.endsWith("/yank")) return "delete";
  if (method === "PUT" && /\/crates\/new$/.test(path)) return "publish";
  if (method !== "GET" && method !== "HEAD") return "api";
  if (/\.crate$|\/download$/.test(path)) return "download";
  if (!isWebApi(request)) return "metadata";
  return /\/crates\/?$/.test(path) ? "search" : "api";
}

/** Cargo accepts JSON from the API, `text/plain` from an index, and sends no Accept for a crate. */
function isWebApi(request: ClientRequest): boolean {
  const accept = request.headers.get("accept") ?? "";
  const reads = request.method === "GET" || request.method === "HEAD";
  return !reads || /\bapplication\/json\b/i.test(accept) || /\/owners$/.test(request.path);
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const base = { status: failure.status, phrase: reasonPhrase(failure), headers: {} };
  if (!isWebApi(request)) return { ...base, ...rawBody(failure) };
  if (hasDetails(failure)) return { ...base, ...jsonAsItCame(failure) };
  return { ...base, ...jsonBody({ errors: [{ detail: sentence(failure) }] }) };
}

function rawBody(failure: Failure): SpokenBody {
  const text = sentence(failure);
  // A text never has more characters than bytes, so the cut suffices; a text that fits keeps all of its characters.
  const shown = isWithinRawBody(text) ? text : sentence(failure, { max: RAW_BODY_MAX_CHARACTERS });
  return textBody(failure, shown, isWithinRawBody);
}

/** Counted as Rust does, by code point. */
function isWithinRawBody(text: string): boolean {
  return [...text].length <= RAW_BODY_MAX_CHARACTERS;
}

/** `errors` with a string `detail` in each item: on any other item Cargo dumps the raw answer. */
function hasDetails(failure: Failure): boolean {
  const errors = jsonObjectOf(failure)?.errors;
  if (!Array.isArray(errors) || errors.length === 0) return false;
  const details: unknown[] = errors.map((error: unknown) => (isRecord(error) ? error.detail : null));
  if (!details.every((detail) => typeof detail === "string" && detail.trim() !== "")) return false;
  // Hearing joins several reasons by a semicolon, or by a space after a full stop.
  return saysReason(failure, details.join("; ")) || saysReason(failure, details.join(" "));
}

/** `cargo publish` prints each entry of `warnings.other`; a registry's own `warnings` come later and override it. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  if (operation(request) !== "publish" || answer.status !== 200) return null;
  return { kind: "json_member", name: "warnings", value: { other: [toLine(text)] } };
}
