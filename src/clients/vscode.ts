/**
 * vscode: extension galleries (the Marketplace's API and Open VSX).
 * Serves: VS Code, and the publishers' tools `ovsx` and `vsce`.
 * Channels: none in VS Code, to which any 4xx of a query is an empty result and other failures are a number; the JSON
 * member `message` in `ovsx` and `vsce`, and `error`, which Open VSX itself sends, in `ovsx`.
 * Read in microsoft/vscode: src/vs/platform/extensionManagement/common/extensionGalleryService.ts,
 * src/vs/platform/externalServices/common/marketplace.ts; eclipse/openvsx: cli/src/registry.ts;
 * microsoft/typed-rest-client: lib/RestClient.ts (vsce).
 * Limits: none known. A 4xx is final for VS Code and a 5xx leads to the fallback address, so statuses are kept.
 */

import type { Failure } from "../failure/failure.ts";
import { PATIENT_WRITE_MS } from "../limits.ts";
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
import { asksAny, JSON_TYPE } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, userAgentOf } from "./shared/user-agent.ts";

/**
 * Reading: no client of this format is known to have a timeout; this is just under 30 s, the commonest default of HTTP
 * libraries. Publishing: ovsx has no limit (eclipse/openvsx: cli/src/registry.ts).
 */
const TIMEOUT_MS = { read: 29_000, write: PATIENT_WRITE_MS };

/** Extensions, and single files of them: of Microsoft's gallery and of Open VSX. */
const FILES =
  /\.(?:vsix|sigzip)$|\/vspackage$|\/assetbyname\/|\/(?:file|asset|unpkg)\/|\/Microsoft\.VisualStudio\.[\w.]+(?:\/|$)/i;

/** `assetUri`, `fallbackAssetUri`, `files[].source`. */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: asksAny(["GET", "HEAD", "POST"], FILES),
    mediaTypes: JSON_TYPE,
  },
};

/** An extension's files may be pages (its README); what is no API is for people. */
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
  // Open VSX; a target (`linux-x64`) may stand before the version.
  /\/api\/(?!-\/|user\/|admin\/)(?<group>[\w-]+)\/(?<name>[\w-]+)(?:\/[a-z][\w-]*)?(?:\/(?<version>\d[^/]*))?(?:\/|$)/,
];

/** For updates of every installed extension; 404 is "none". */
const isProbe = asksFor(/\/latest$/);

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
  return clientByUserAgent(request, TOOLS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (/\/extensionquery$/.test(path)) return "search";
  if (method === "DELETE") return "delete";
  if (method !== "GET" && method !== "HEAD") return "publish";
  return /\.vsix$|\/vspackage$|\/assetbyname\/|\/file\//.test(path) ? "download" : "metadata";
}

function speak(failure: Failure): Spoken {
  const json = jsonObjectOf(failure);
  // ovsx and vsce print `message` where there is one, ovsx `error` where there is none.
  const said = json?.message ?? json?.error;
  const isSaid = typeof said === "string" && said !== "" && saysReason(failure, said);
  const text = sentence(failure);
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    headers: {},
    ...(isSaid ? jsonAsItCame(failure) : jsonBody({ message: text, error: text })),
  };
}
