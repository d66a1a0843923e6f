/**
 * go: the go command with a GOPROXY, its checksum database and its toolchain downloads (one path scheme).
 * Serves: go (read after the branch of 1.27).
 * Channels: a `text/plain` body from Go 1.14 (printed after "server response:"), and the reason phrase over HTTP/1.1.
 * Read in golang/go: src/cmd/go/internal/web/{api,http}.go, modfetch/{proxy,sumdb}.go, auth/auth.go.
 * Limits: 8 lines and 648 bytes, ended by the first blank line; nothing is shown if one byte is not UTF-8 or one character
 * is not graphic by Go's tables. 404 and 410 lead to the next proxy, every other status ends the list, so statuses are
 * kept. Retry-After is not read.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../limits.ts";
import { utf8Length } from "../text/text.ts";
import { textBody } from "./shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "./shared/client.ts";
import { type Coordinates, decodedPath, matchCoordinates } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { reasonPhrase, sentence } from "./shared/speech.ts";
import { HEADERS_ONLY } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS_WITH_WGET, userAgentOf } from "./shared/user-agent.ts";

/**
 * The go command has no timeout; Cloudflare's edge gives up on an origin after 120 s (error 524). Publishing: curl, which
 * has none either.
 */
const TIMEOUT_MS = { read: 110_000, write: PATIENT_WRITE_MS };
/** web/api.go: maxErrorDetailLines. */
const SHOWN_LINES = 8;
/** web/api.go: maxErrorDetailBytes, 8 lines of 81 bytes. */
const SHOWN_BYTES = 648;
/** web/api.go puts a line feed and a tab between lines. */
const LINE_JOINT_BYTES = 2;
/** Symbols newer than Unicode 13 (Go 1.16): a go command without them in its tables would drop the complete text. */
const NEW_SYMBOLS =
  /[\u{1f6dc}-\u{1f6df}\u{1f7f0}\u{1f979}\u{1f9cc}\u{1fa70}-\u{1fbff}\u{1cc00}-\u{1cebf}]/gu;

/** A list of versions may be empty; other paths are import paths, for which `?go-get=1` requests HTML. */
const expected = expects({
  reads: [
    [/\/@latest$|\/@v\/[^/]+\.info$/, "document"],
    [/\/@v\/|(?:^|\/)sumdb\/|\/(?:supported|latest)$|\/(?:lookup|tile)\//, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

/** The module proxy and the checksum database; the first element of a module has a dot (go.dev/ref/mod). */
const PACKAGE_PATHS = [
  /^\/(?:[^/.]+\/)*(?<name>.+)\/@v\/(?:list|(?<version>[^/]+)\.(?:info|mod|zip|ziphash))$/,
  /^\/(?:[^/.]+\/)*(?<name>.+)\/@latest$/,
  /\/lookup\/(?<name>.+)@(?<version>[^/]+)$/,
];

export const go: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
};

/** No User-Agent has Go's version: `Go-http-client/2.0` has that of HTTP, `GoCommand/1` is fixed. */
function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  if (/^(?:go-http-client|gocommand)\//i.test(userAgent)) return { name: "go", version: "" };
  return clientByUserAgent(request, TOOLS_WITH_WGET);
}

function operation(request: ClientRequest): Operation {
  if (request.method !== "GET" && request.method !== "HEAD") return "publish";
  if (/\/sumdb\/[^/]+\/supported$/.test(request.path)) return "probe";
  return request.path.endsWith(".zip") ? "download" : "metadata";
}

/** A capital letter is encoded as `!` and the small one. */
function coordinates(request: ClientRequest): Coordinates {
  const path = decodedPath(request).replace(/!([a-z])/g, (_mark, letter: string) => letter.toUpperCase());
  return matchCoordinates(path, PACKAGE_PATHS);
}

/** Hosts whose modules have an owner and a name; on the first two, a path with more elements is usually a package. */
const OWNED_MODULES = ["github.com", "bitbucket.org", "gitlab.com"];

/**
 * The go command requests every prefix of a package's path at once, since any of them may be the module
 * (modload/query.go); `@latest` after an empty list; and whether the proxy serves a checksum database.
 */
function isProbe({ method, path }: ClientRequest): boolean {
  if (method !== "GET") return false;
  if (path.endsWith("/@latest") || /(?:^|\/)sumdb\/[^/]+\/supported$/.test(path)) return true;
  const [module = "", file] = path.split("/@v/", 2);
  if (file === undefined) return false;
  // The first element of a module has a dot; anything before it is the proxy's own path.
  const elements = module.split("/");
  const [host, ...below] = elements.slice(elements.findIndex((element) => element.includes(".")));
  if (host === undefined || !host.includes(".")) return false;
  if (below.length === 0) return true;
  const owned = OWNED_MODULES.indexOf(host);
  return owned !== -1 && (below.length < 2 || (below.length > 2 && owned < 2 && file === "list"));
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const printsBody = identify(request).name === "go" && request.method === "GET";
  const base = {
    status: failure.status,
    // The go command prints status line and body one after the other.
    phrase: printsBody ? statusPhrase(failure.status) : reasonPhrase(failure),
    headers: {},
  };
  const text = sentence(failure, { max: SHOWN_BYTES, spell: graphic });
  return { ...base, ...textBody(failure, text, isShownInFull) };
}

/** True if the go command prints every line of `text`. */
function isShownInFull(text: string): boolean {
  if (text.includes("\r") || graphic(text) !== text) return false;
  const lines = text.replace(/\n$/, "").split("\n");
  if (lines.length > SHOWN_LINES || lines.some((line) => line.trim() === "")) return false;
  const bytes = lines.reduce((sum, line) => sum + utf8Length(line), LINE_JOINT_BYTES * (lines.length - 1));
  return bytes <= SHOWN_BYTES;
}

function graphic(text: string): string {
  return text.replace(NEW_SYMBOLS, "?");
}
