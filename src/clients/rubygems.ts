/**
 * rubygems: gem servers (compact index, Marshal indexes, gem files, the gemcutter API).
 * | client (read at)                           | shows                                                             |
 * | gem install, fetch, list (3.3 to 4.0.15)   | the phrase ("bad response TEXT 403 (URL)"); nothing of `/info/`   |
 * | the same from 4.1.0.dev                    | `X-Error-Message`, else the phrase                                |
 * | gem push, owner, signin                    | the whole body, any Content-Type; neither phrase nor header       |
 * | gem yank                                   | the whole body; exit 0 whatever the status                        |
 * | Bundler 2, 4                               | as gem for the full index and gem files; the body of a quick spec |
 * Read in rubygems/rubygems at 69ec4a3a5 (3.7.2) and 4.1.0.dev: lib/rubygems/{remote_fetcher,gemcutter_utilities,
 * command_manager}.rb, bundler/lib/bundler/fetcher/{index,downloader}.rb.
 * Limits: gem deletes the first group in parentheses from an error. Bundler takes any 401, 403 or "certificate
 * verify failed" in the text for that error, whatever the status. A body that begins with one of two sentences
 * starts a dialogue about one-time passwords or key scopes. 401, 403, 404 (of `/versions`), 413, 416 and 429 have
 * special meanings. Retry-After is not read.
 */
import { answerOf, type Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { HEADER_TEXT_MAX_BYTES } from "../limits.ts";
import { utf8Text } from "../text/utf8.ts";
import { asItCame, textBody } from "./shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken, SpokenBody } from "./shared/client.ts";
import {
  type Coordinates,
  coordinatesOf,
  decodedPath,
  matchCoordinates,
  queryValue,
} from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { plainTextOf, saysReason } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { headerText, originBody, PLAIN_TEXT, passableText, reasonPhrase, sentence } from "./shared/speech.ts";
import { HEADERS_ONLY } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, type Token } from "./shared/user-agent.ts";

/** Reading: just under Bundler's 10 s (BUNDLE_TIMEOUT); gem waits 60 s (Net::HTTP's read_timeout), for a push too. */
const TIMEOUT_MS = { read: 9_000, write: 59_000 };
/** lib/rubygems/gemcutter_utilities.rb: the beginnings of a body that start a dialogue, by status. */
const DIALOGUES: ReadonlyMap<number, string> = new Map([
  [401, "You have enabled multifactor authentication"],
  [403, "The API key doesn't have access"],
]);

/** A gem's own page is `/gems/name`. */
const expected = expects({
  reads: [
    [/\/versions$|specs\.4\.8(?:\.gz)?$|\/quick\/Marshal\.4\.8\/./, "document"],
    [/\.gem$|\/(?:info|api)\/|\/names$/, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["bundler", "bundler"], ["rubygems", "gem"], ...TOOLS];

/** Files of `name-version(-platform)` (lib/rubygems/platform.rb), the compact index, the API. */
const PACKAGE_PATHS = [
  /\/(?<name>[^/]+?)-(?<version>\d[\w.]*)(?:-(?:java|jruby|dalvik|universal|x86|x64|amd64|arm|aarch|i\d86|ppc|powerpc|s390|riscv|mswin|mingw|wasm)[^/]*)?\.gem(?:spec\.rz)?$/,
  /\/info\/(?<name>[^/]+)$/,
  /\/rubygems\/(?<name>[^/]+)\/versions\/(?<version>[^/]+?)(?:\.\w+)?$/,
  /\/(?:gems|versions)\/(?!yank$)(?<name>[^/]+?)(?:\.(?:json|yaml)|\/owners(?:\.\w+)?)$/,
];

/** Bundler tries its indexes from the newest to the oldest; only `specs.4.8.gz` has to exist. */
const isProbe = asksFor(/\/(?:versions|api\/v1\/dependencies)$/);

export const rubygems: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "HEAD") return "probe";
  if (/\/api\/v1\/(?:api_key|profile|webauthn|multifactor_auth|oidc)/.test(path)) return "login";
  if (/\/owners(?:\.\w+)?$/.test(path)) return "api";
  if (method === "DELETE" || path.endsWith("/yank")) return "delete";
  if (method !== "GET") return "publish";
  if (/\/api\/v1\/search/.test(path)) return "search";
  if (path.endsWith(".gem")) return "download";
  return isApi(path) ? "api" : "metadata";
}

/** Bundler requests the dependencies of many gems at once: such a request is about no single gem. */
function coordinates(request: ClientRequest): Coordinates {
  const path = decodedPath(request);
  const gems = path.endsWith("/dependencies") ? queryValue(request, "gems") : "";
  return gems === "" || gems.includes(",") ? matchCoordinates(path, PACKAGE_PATHS) : coordinatesOf(gems);
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const reads = (request.method === "GET" || request.method === "HEAD") && !isApi(request.path);
  return {
    status: failure.status,
    phrase: reasonPhrase(failure, { spell: bare }),
    headers: reads ? errorMessage(failure) : {},
    ...(reads ? quietBody(failure) : spokenBody(failure)),
  };
}

/** The gemcutter API, whose errors gem prints from the body; Bundler's dependency API is an index. */
function isApi(path: string): boolean {
  return path.includes("/api/v1/") && !path.includes("/api/v1/dependencies");
}

/** The header of 4.1: the origin's own if it says the reason and misleads neither gem nor Bundler. */
function errorMessage(failure: Failure): Readonly<Record<string, string | null>> {
  const own = answerOf(failure)?.headers.get("x-error-message") ?? null;
  if (own !== null && isPlain(own) && saysReason(failure, own)) return {};
  return { "x-error-message": headerText(failure, { spell: bare }) };
}

function isPlain(text: string): boolean {
  return text.length <= HEADER_TEXT_MAX_BYTES && /^[\x20-\x7e]+$/.test(text) && bare(text) === text;
}

/** The body for an index or a gem file: only Bundler shows it, and only for a quick spec. */
function quietBody(failure: Failure): SpokenBody {
  const isShown = (said: string): boolean => unmistakable(said) === said;
  return textBody(failure, sentence(failure, { spell: unmistakable }), isShown);
}

function spokenBody(failure: Failure): SpokenBody {
  if (plainTextOf(failure) !== null) return asItCame(failure);
  if (isDialogue(failure)) {
    return { contentType: PLAIN_TEXT, body: passableText(failure) ?? `${sentence(failure)}\n` };
  }
  const text = sentence(failure);
  // The origin's answer started no dialogue, so these words must not start one here.
  const beginning = DIALOGUES.get(failure.status);
  const starts = beginning !== undefined && text.startsWith(beginning);
  return {
    contentType: PLAIN_TEXT,
    body: starts ? `${statusPhrase(failure.status)}: ${text}\n` : `${text}\n`,
  };
}

/** True if the origin's body makes gem ask the user: it passes if it is clean, whatever else it says. */
function isDialogue(failure: Failure): boolean {
  const beginning = DIALOGUES.get(failure.status);
  if (beginning === undefined || answerOf(failure)?.status !== failure.status) return false;
  return utf8Text(originBody(failure)).startsWith(beginning);
}

/** `text` without what Bundler takes for another error; a letter O reads the same to people. */
function unmistakable(text: string): string {
  return text
    .replace(/40(?=[13])/g, "4O")
    .replace(/certificate verify failed/gi, "certificate verification failed");
}

/** `text` with brackets instead of parentheses, so that gem prints all of it. */
function bare(text: string): string {
  return unmistakable(text).replaceAll("(", "[").replaceAll(")", "]");
}
