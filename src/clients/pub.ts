/**
 * pub: Dart and Flutter package repositories (repository spec v2).
 * | client (read at)              | shows                                                                          |
 * | dart pub get, add, upgrade    | the phrase ("502 TEXT trying to find package P"); nothing of a 404             |
 * | any command, 401 and 403      | `message` of `WWW-Authenticate: Bearer realm="pub"` (from 2.15)                |
 * | dart pub publish              | JSON `error.message`; `Code` and `Message` of XML for the upload itself (POST) |
 * Read in dart-lang/pub at ec276d10a (SDK 3.13-dev): lib/src/{http,utils}.dart, authentication/client.dart,
 * command/lish.dart, source/hosted.dart; dart-lang/http pkgs/http_parser.
 * Limits: 1,024 characters, printable ASCII; pub reads the XML by a regular expression, line by line, without decoding
 * entities; http_parser ends a quoted string at the first quotation mark, escaped or not, and ignores all of a header that
 * it can't parse. A 401 deletes the stored token, so 401 is never invented. On a 406 to a request in pub's own media type
 * it prints "upgrade pub" whatever the reason, so it becomes a 400. Retries: 408, 429 and 5xx, seven attempts, silently;
 * Retry-After is not read.
 */
import { answerOf, type Failure } from "../failure/failure.ts";
import { PASSED_HEADER_MAX_BYTES, PATIENT_WRITE_MS } from "../limits.ts";
import { toLine } from "../text/text.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  Operation,
  Spoken,
  SpokenBody,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import {
  isOriginsWord,
  isRecord,
  jsonObjectOf,
  originContentType,
  saysReason,
} from "./shared/origin-words.ts";
import {
  hasWords,
  originBody,
  originMediaType,
  passableText,
  reasonPhrase,
  sentence,
} from "./shared/speech.ts";
import { JSON_TYPE, reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, userAgentOf } from "./shared/user-agent.ts";

/** pub sets no timeouts. Reading: just under the 30 s of most load balancers. Publishing: no limit. */
const TIMEOUT_MS = { read: 29_000, write: PATIENT_WRITE_MS };
/** lib/src/utils.dart: sanitizeForTerminal. */
const SHOWN_CHARACTERS = 1_024;
/** What pub sends as Accept with every request to the API. */
const PUB_JSON = "application/vnd.pub.v2+json";
const XML = "application/xml; charset=utf-8";

/** Challenges with parameters (RFC 9110 section 11.6.1), each a token or a string without escapes. */
const PARAMETER = String.raw`[\w!#$%&'*+.^|~-]+\s*=\s*(?:[\w!#$%&'*+.^|~-]+|"[\x20\x21\x23-\x5b\x5d-\x7e]*")`;
const CHALLENGE = String.raw`[\w-]+ +${PARAMETER}(?:\s*,\s*${PARAMETER})*`;
const CHALLENGES = new RegExp(`^${CHALLENGE}(?:\\s*,\\s*${CHALLENGE})*$`);

/** `archive_url`, and the `url` of an upload. */
const REWRITING: UrlRewriting = {
  // Gitea's archives may lack the extension: /api/packages/name/files/version.
  documents: {
    requestedBy: reads(/^/, /\.tar\.gz$|\/packages\/[^/]+\/files\/[^/]+$/),
    mediaTypes: JSON_TYPE,
  },
};

const expected = expects({
  reads: [
    [/\.tar\.gz$|\/packages\/[^/]+\/files\/[^/]+$/, "file"],
    [/\/api\//, "document"],
  ],
  otherwise: "content",
  writes: "receipt",
});

/** doc/repository-spec-v2.md of dart-lang/pub; archives as pub.dev and Gitea have them. */
const PACKAGE_PATHS = [
  /\/packages\/(?!versions\/)(?<name>\w+)(?:\/(?:versions|files)\/(?<version>[^/]+?)(?:\.tar\.gz)?|\/[a-z]+)?$/,
  /\/archives\/(?<name>\w+)-(?<version>[^/]+)\.tar\.gz$/,
];

export const pub: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  const version = /^Dart pub ([\w.+-]{1,40})/i.exec(userAgent)?.[1];
  if (version !== undefined) return { name: "pub", version };
  return clientByUserAgent(request, TOOLS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "HEAD") return "probe";
  if (method !== "GET" || /\/api\/packages\/versions\/new/.test(path)) return "publish";
  if (/\/search$/.test(path)) return "search";
  return path.endsWith(".tar.gz") ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const isPub = identify(request).name === "pub";
  return {
    status: statusFor(failure, request),
    phrase: reasonPhrase(failure),
    headers: isPub ? challenge(failure) : {},
    ...(request.method === "POST" ? upload(failure) : json(failure, isPub)),
  };
}

function statusFor(failure: Failure, request: ClientRequest): number {
  const accept = request.headers.get("accept") ?? "";
  return failure.status === 406 && accept.includes(PUB_JSON) ? 400 : failure.status;
}

function json(failure: Failure, isPub: boolean): SpokenBody {
  const error = jsonObjectOf(failure)?.error;
  if (isRecord(error) && typeof error.message === "string" && saysReason(failure, error.message)) {
    const type = originMediaType(failure).endsWith("json") ? originContentType(failure) : PUB_JSON;
    return { contentType: type, body: originBody(failure) };
  }
  const message = isPub ? printable(failure) : sentence(failure);
  return { contentType: PUB_JSON, body: JSON.stringify({ error: { code: codeOf(failure), message } }) };
}

/** Google Cloud Storage's form, which pub expects of its upload URL. */
function upload(failure: Failure): SpokenBody {
  if (isStorageError(failure)) return { contentType: XML, body: originBody(failure) };
  // pub decodes no entities: other characters replace `&`, `<` and `>`.
  const message = printable(failure, withoutMarkup);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<Error>",
    `<Code>${codeOf(failure)}</Code>`,
    `<Message>${message}</Message>`,
    "</Error>",
  ];
  return { contentType: XML, body: `${lines.join("\n")}\n` };
}

/** True if pub reads the reason from the origin's own XML (the reason may continue with `Details`). */
function isStorageError(failure: Failure): boolean {
  const text = passableText(failure);
  if (text === null || failure.reason === null || !text.includes("<?xml") || !isOriginsWord(failure))
    return false;
  const message = toLine(/<Message>(.*)<\/Message>/.exec(text)?.[1] ?? "");
  return message !== "" && failure.reason.startsWith(message);
}

/** The origin's code if it is a plain word; else the status, which pub shows nowhere else on an upload. */
function codeOf(failure: Failure): string {
  const code = failure.heard?.code ?? "";
  return /^[A-Za-z][\w.-]{0,63}$/.test(code) ? code : String(failure.status);
}

/** In ASCII, letters folded, since pub replaces anything else by spaces. */
function printable(failure: Failure, spell = (text: string) => text): string {
  return sentence(failure, { max: SHOWN_CHARACTERS, isAscii: true, spell });
}

function withoutMarkup(text: string): string {
  return text.replaceAll("&", "+").replaceAll("<", "(").replaceAll(">", ")");
}

/** The challenge that carries the text of a 401 or 403, before the origin's own if pub's parser can read them. */
function challenge(failure: Failure): Readonly<Record<string, string>> {
  if ((failure.status !== 401 && failure.status !== 403) || !hasWords(failure)) return {};
  const own = answerOf(failure)?.headers.get("www-authenticate") ?? "";
  const readable = own.length <= PASSED_HEADER_MAX_BYTES && CHALLENGES.test(own);
  if (failure.help === null && readable && /\bmessage="/i.test(own) && /\brealm="?pub\b/i.test(own))
    return {};
  const text = printable(failure).replaceAll('"', "'").replaceAll("\\", "/");
  const ours = `Bearer realm="pub", message="${text}"`;
  return { "www-authenticate": readable ? `${ours}, ${own}` : ours };
}
