/**
 * vscode: extension galleries (the Marketplace's API and Open VSX).
 * Serves: VS Code, and the publishers' tools ovsx (1.4.0, without a User-Agent) and vsce (4.1.0).
 * Channels: none in VS Code, which takes any 4xx of a query for an empty result and shows a number for other failures. ovsx:
 * the JSON member `message`, else `error`, which Open VSX itself sends; for a download only the phrase. vsce: `message`, else
 * the complete body; for a query `message` only along with `errorCode`, else it crashes on what it takes for a list.
 * Read in microsoft/vscode: src/vs/platform/extensionManagement/common/extensionGalleryService.ts,
 * src/vs/platform/externalServices/common/marketplace.ts; eclipse/openvsx: cli/src/{registry,http,util}.ts;
 * microsoft/vscode-vsce: src/publicgalleryapi.ts; microsoft/typed-rest-client: lib/{RestClient,HttpClient}.ts.
 * Limits: none known. A 4xx is final for VS Code and a 5xx makes it try the fallback address, so statuses are kept.
 */

import type { Failure } from "../failure/failure.ts";
import { jsonAsItCame, jsonBody } from "./shared/body.ts";
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
import { jsonObjectOf, saysReason } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { reasonPhrase, sentence } from "./shared/speech.ts";
import { anyPath, JSON_TYPE } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, userAgentOf } from "./shared/user-agent.ts";

/**
 * Reading: just under the 30 s of ovsx (eclipse/openvsx: cli/src/util.ts, DEFAULT_TIMEOUT). Publishing: just under the 3
 * minutes of vsce (microsoft/typed-rest-client: lib/HttpClient.ts).
 */
const TIMEOUT_MS = { read: 29_000, write: 179_000 };

/** Extensions, and single files of them, in Microsoft's gallery and Open VSX. */
const FILES =
  /\.(?:vsix|sigzip)$|\/vspackage$|\/assetbyname\/|\/(?:file|asset|unpkg)\/|\/Microsoft\.VisualStudio\.[\w.]+(?:\/|$)/i;

/** `assetUri`, `fallbackAssetUri`, `files[].source`. */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: anyPath(["GET", "HEAD", "POST"], FILES),
    mediaTypes: JSON_TYPE,
  },
};

/** An extension's files may be pages (its README); paths outside the API are for people. */
const expected = expects({
  reads: [
    [/\.(?:vsix|sigzip)$|\/vspackage$/, "file"],
    [FILES, "content"],
    [/\/api\//, "document"],
  ],
  otherwise: "content",
  writes: "file",
});

/** `publisher.name`. */
const PACKAGE_PATHS = [
  /\/publishers?\/(?<group>[^/]+)\/(?:vsextensions|extension)\/(?<name>[^/]+)(?:\/(?<version>\d[^/]*))?(?:\/|$)/,
  /\/(?:asset|unpkg|gallery\/vscode)\/(?<group>[^/]+)\/(?<name>[^/]+)(?:\/(?<version>\d[^/]*))?(?:\/|$)/,
  // Open VSX; a target (`linux-x64`) may precede the version.
  /\/api\/(?!-\/|user\/|admin\/)(?<group>[\w-]+)\/(?<name>[\w-]+)(?:\/[a-z][\w-]*)?(?:\/(?<version>\d[^/]*))?(?:\/|$)/,
];

/** VS Code looks for updates of every installed extension, and 404 is "none"; ovsx tries what older registries lack. */
const isProbe = asksFor(/\/latest$|\/api\/(?:version|-\/size-limit)$/);

export const vscode: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

/** VS Code: `VSCode 1.90.0 (Code)`, a space and no slash; its forks send the same with their own version. */
function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  const marked = /^VSCode ([\w.+-]{1,40})/.exec(request.headers.get("x-market-client-id") ?? userAgent);
  if (marked !== null) return { name: "vscode", version: marked[1] ?? "" };
  // vsce's own requests, and those of the library by which it publishes.
  if (userAgent === "vsce" || userAgent === "node-Gallery-api") return { name: "vsce", version: "" };
  return clientByUserAgent(request, TOOLS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (/\/extensionquery$/.test(path)) return "search";
  if (method === "DELETE") return "delete";
  if (method !== "GET" && method !== "HEAD") return "publish";
  return /\.vsix$|\/vspackage$|\/assetbyname\/|\/file\//.test(path) ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const printed = printedOf(request, jsonObjectOf(failure));
  const isPrinted = typeof printed === "string" && printed !== "" && saysReason(failure, printed);
  const text = sentence(failure);
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    headers: {},
    ...(isPrinted ? jsonAsItCame(failure) : jsonBody({ message: text, error: text, errorCode: 0 })),
  };
}

/** What ovsx or vsce, whichever sent the request, prints of the origin's JSON; the path may lack its beginning. */
function printedOf(request: ClientRequest, json: Readonly<Record<string, unknown>> | null): unknown {
  if (json === null) return undefined;
  if (/\/extensionquery$/.test(request.path)) return json.errorCode === undefined ? undefined : json.message;
  const isFromVsce = request.path.includes("/_apis/") || identify(request).name === "vsce";
  return isFromVsce ? json.message : (json.message ?? json.error);
}
