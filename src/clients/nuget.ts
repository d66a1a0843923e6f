/**
 * nuget: NuGet feeds, V2 and V3.
 * | client (read at)                                   | shows                                                    |
 * | dotnet restore, MSBuild, nuget.exe install, VS     | the phrase ("Response status code ... 403 (TEXT).")      |
 * | dotnet nuget push / delete, nuget.exe, Chocolatey  | `X-NuGet-Warning` and the phrase                         |
 * | PSResourceGet 1.x                                  | the phrase                                               |
 * | Paket 10                                           | the whole body, not the phrase                           |
 * Read in NuGet/NuGet.Client (ServerWarningLogHandler, HttpSource, HttpRetryHandler, PackageUpdateResource) at
 * fac35579c (6.13), chocolatey/choco 2.7.3, PowerShell/PSResourceGet 1.3.0-preview1, fsprojects/Paket 10.3.1.
 * NuGet uses HTTP/1.1 only, so the phrase always arrives.
 * Limits: the header is a warning without a code that restore prints up to six times, and that stops a build with
 * -warnaserror although another source has the package (GitLab reverted it for that reason, MR 193141); so it is sent only
 * if one request prints it once: a push that is neither retried nor asked for credentials again. Texts are
 * decoded as Latin-1, so ASCII. Chocolatey formats the header with string.Format: no braces. It looks for 406 and
 * 409 in the message, PSResourceGet for 400, 401, 403 and 409. 409 is `--skip-duplicate`, 404 "not in this source".
 */
import { answerOf, type Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { HEADER_TEXT_MAX_BYTES } from "../limits.ts";
import { cutToBytes, toAscii, toLine } from "../text/text.ts";
import { textBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  NoticeForm,
  Operation,
  Spoken,
  SuccessFacts,
  UrlRewriting,
} from "./shared/client.ts";
import {
  type Coordinates,
  coordinatesOf,
  decodedPath,
  matchCoordinates,
  queryValue,
} from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { saysReason } from "./shared/origin-words.ts";
import { hasWords, headerText, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, type Token, userAgentOf } from "./shared/user-agent.ts";

/**
 * Reading: just under the 100 s that NuGet, PSResourceGet and .NET's HttpClient wait for headers (HttpRetryHandlerRequest).
 * Publishing: just under the 300 s of `nuget push` (its --timeout).
 */
const TIMEOUT_MS = { read: 95_000, write: 295_000 };
/** A push makes three attempts within 300 s in all: with longer waits it ends in a timeout that explains nothing. */
const RETRY_AFTER_MAX_SECONDS = 120;

/** The programs that print `X-NuGet-Warning` from the answer to a push or a delete. */
const PRINTS_WARNING: ReadonlySet<string> = new Set(["dotnet", "nuget", "visual-studio", "choco"]);

/** Packages, their symbols, and single files of them. */
const FILES = /\.(?:s?nupkg|nuspec|p7s|cer|crt|pdb|dll|exe|png|jpe?g|md|txt)$|\/(?:icon|license|readme)$/i;
/** V2's packages have no extension, only id and version (the Gallery, Artifactory, Nexus); so do Gitea's registrations. */
const V2_PACKAGE = /^(?!.*(?:\/registration|\.json$))(?:.*\/)?[^/]+\/\d+\.\d[^/]*$/i;

/** The service index, registrations, search; `content/@src` and `xml:base` of V2 feeds. */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: reads(/^/, new RegExp(`${FILES.source}|${V2_PACKAGE.source}`, "i")),
    mediaTypes: /^(?:application|text)\/(?:[\w.-]+\+)?(?:json|xml)\s*(?:;|$)/i,
  },
};

/** V2 is XML, V3 is JSON; the root of NuGet.Server is a page for people. */
const expected = expects({
  reads: [
    [/^\/$/, "content"],
    [/\.(?:s?nupkg|p7s)$/i, "file"],
    [FILES, "content"],
    [V2_PACKAGE, "file"],
  ],
  otherwise: "xml",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [
  // Before NuGet: its User-Agent contains "... via NuGet Client/...".
  ["chocolatey command line", "choco"],
  ["psresourceget", "psresourceget"],
  ["nuget .net core msbuild task", "dotnet"],
  ["nuget xplat", "dotnet"],
  ["nuget desktop msbuild task", "msbuild"],
  ["nuget command line", "nuget"],
  ["nuget vs vsix", "visual-studio"],
  // The library's own name, which PSResourceGet publishes under.
  ["nuget client v3", "nuget-client"],
  ...TOOLS,
];

/** In lower case, as ids are in V3: flat containers and registrations, in the paths of several products; then V2. */
const PACKAGE_PATHS = [
  /\/(?<name>[^/]+)\/(?<version>[^/]+)\/\k<name>(?:\.[^/]+)?\.(?:s?nupkg|nuspec)(?:\.sha512)?$/,
  // From the file name alone, a number before three others may belong to name or version.
  /\/(?<name>[^/]+?)(?<!\.\d{1,9})\.(?<version>\d+\.\d+\.\d+(?:-[^/]*)?)\.s?nupkg$/,
  /\/(?:registration[^/]*|[^/]*flatcontainer|flat2|content|metadata|download|package)\/(?<name>[^/]+)\/(?:index(?:\.json)?|page\/.+|(?<version>\d[^/]*?)(?:\.json)?)$/,
  /\/packages\(id='(?<name>[^'/]+)'(?:,version='(?<version>[^'/]+)')?\)/,
];

export const nuget: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  expected,
  coordinates,
  speak,
  notice,
};

function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  // Paket puts its version in parentheses.
  const paket = /^Paket(?: \(([\w.+-]{1,40})\))?$/.exec(userAgent);
  if (paket !== null) return { name: "paket", version: paket[1] ?? "" };
  const client = clientByUserAgent(request, CLIENTS);
  const version = request.headers.get("x-nuget-client-version");
  if (client.name !== "unknown" || version === null) return client;
  return { name: "nuget-client", version: /^[\w.+-]{1,40}/.exec(version)?.[0] ?? "" };
}

function operation(request: ClientRequest): Operation {
  const { method } = request;
  const path = request.path.toLowerCase();
  if (method === "PUT" || method === "POST") return "publish";
  if (method === "DELETE") return "delete";
  if (method === "HEAD") return "probe";
  if (/\.s?nupkg$|\/api\/v2\/package\//.test(path)) return "download";
  return /\/(?:query|autocomplete|search)\/?$|\/search\(\)/.test(path) ? "search" : "metadata";
}

function coordinates(request: ClientRequest): Coordinates {
  const path = decodedPath(request).toLowerCase();
  if (!path.endsWith("/findpackagesbyid()")) return matchCoordinates(path, PACKAGE_PATHS);
  return coordinatesOf(/^'([^'/]+)'$/.exec(queryValue(request, "id").toLowerCase())?.[1] ?? "");
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const client = identify(request);
  const byHeader = hasWords(failure) && PRINTS_WARNING.has(client.name) && printsOnce(failure, request);
  return {
    status: failure.status,
    // A push prints the header and the phrase.
    phrase: byHeader ? statusPhrase(failure.status) : phraseFor(failure, client),
    ...textBody(failure, sentence(failure)),
    headers: {
      ...retryAfter(failure, RETRY_AFTER_MAX_SECONDS),
      ...(byHeader ? warning(failure, client) : { "x-nuget-warning": null }),
    },
  };
}

/** The header: the origin's own if it says the reason in a form that this client prints. */
function warning(failure: Failure, client: Client): Readonly<Record<string, string | null>> {
  const own = answerOf(failure)?.headers.get("x-nuget-warning") ?? null;
  if (own !== null && isPrintable(own, client) && saysReason(failure, own)) return {};
  const text = headerText(failure);
  return { "x-nuget-warning": text !== null && client.name === "choco" ? withoutBraces(text) : text };
}

/**
 * A push or delete that is sent once: NuGet retries 408, 429 and 5xx, and asks for credentials again on a 401, and
 * on a 403 unless an API key was sent.
 */
function printsOnce(failure: Failure, request: ClientRequest): boolean {
  if (!isWrite(request) || failure.status >= 500) return false;
  if (failure.status === 403) return request.headers.has("x-nuget-apikey");
  return failure.status !== 401 && failure.status !== 408 && failure.status !== 429;
}

function isWrite(request: ClientRequest): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}

function isPrintable(text: string, client: Client): boolean {
  if (text.length > HEADER_TEXT_MAX_BYTES) return false;
  return /^[\x20-\x7e]+$/.test(text) && !(client.name === "choco" && /[{}]/.test(text));
}

function withoutBraces(text: string): string {
  return text.replaceAll("{", "(").replaceAll("}", ")");
}

/** The phrase without a number that the client would take for a status: a letter O reads the same to people. */
function phraseFor(failure: Failure, client: Client): string {
  // "Response status code does not indicate success: 403 (TEXT)."
  const spaceAfterUrl = true;
  if (client.name === "choco")
    return reasonPhrase(failure, { spaceAfterUrl, spell: (text) => text.replace(/40(?=[69])/g, "4O") });
  if (client.name === "psresourceget" || client.name === "nuget-client") {
    return reasonPhrase(failure, { spaceAfterUrl, spell: (text) => text.replace(/40(?=[0139])/g, "4O") });
  }
  return reasonPhrase(failure, { spaceAfterUrl });
}

/** Only on a push or delete: on restore it would be a warning per package, and an error with -warnaserror. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  const client = identify(request);
  if (!isWrite(request) || !PRINTS_WARNING.has(client.name)) return null;
  if (answer.status < 200 || answer.status > 299 || answer.headers.has("x-nuget-warning")) return null;
  const line = cutToBytes(toAscii(toLine(text)), HEADER_TEXT_MAX_BYTES);
  if (line === "") return null;
  const shown = client.name === "choco" ? withoutBraces(line) : line;
  return { kind: "headers", headers: { "x-nuget-warning": shown } };
}
