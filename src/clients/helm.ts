/**
 * helm: classic chart repositories (index.yaml and archives), with the cm-push plugin for ChartMuseum.
 * (Helm's OCI commands use the format `oci`.)
 * Channels: the reason phrase in Helm 4 (4.2.4), in Helm 3 (3.21.4) only with a CA, certificate or insecure option
 * (else HTTP/2); the JSON member `error` in cm-push (0.10.4), which prints no phrase. Neither prints the other's
 * channel.
 * Read in helm/helm: pkg/getter/httpgetter.go, pkg/cmd/repo_update.go; chartmuseum/helm-push:
 * cmd/helm-cm-push/main.go (a body without a non-empty `error` string is dumped whole).
 * Limits: no maximum length. Nothing is retried, Retry-After is not read.
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
import { reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, type Token, userAgentOf } from "./shared/user-agent.ts";

/**
 * Reading: just under Helm's own 120 s (pkg/getter). Publishing: curl, the way that GitLab and ChartMuseum document, has no
 * limit; cm-push gives up after 30 s by itself (cmd/helm-cm-push/main.go).
 */
const TIMEOUT_MS = { read: 115_000, write: PATIENT_WRITE_MS };

/** `entries.*[].urls` of the index; ChartMuseum's API repeats them. */
const REWRITING: UrlRewriting = {
  documents: {
    // Artifactory and GitLab also have the charts themselves below /api/.../charts.
    requestedBy: reads(
      /(?:^|\/)index\.yaml$|\/api\/(?:[^/]+\/)*charts(?:\/[^/]+){0,2}$/,
      /\.(?:tgz|tar\.gz|prov|asc|sig)$/,
    ),
    mediaTypes: null,
  },
};

/** ChartMuseum's root is a page. */
const expected = expects({
  reads: [
    [/(?:^|\/)index\.yaml$|\/api\/(?:[^/]+\/)*charts(?:\/[^/]+){0,2}$/, "document"],
    [/\.(?:tgz|prov)$/, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["helm", "helm"], ...TOOLS];

/** Charts, and the API of ChartMuseum. */
const PACKAGE_PATHS = [
  /\/(?<name>[^/]+?)-(?<version>v?\d+\.\d+\.\d+[^/]*)\.tgz(?:\.prov)?$/,
  /\/charts\/(?<name>[\w-]+)(?:\/(?<version>\d[^/]*))?$/,
];

/** The signature of a chart, which Helm does without unless it has to verify. */
const isProbe = asksFor(/\.tgz\.prov$/);

export const helm: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  if (/^go-http-client\//i.test(userAgent) && isChartApi(request)) return { name: "cm-push", version: "" };
  return clientByUserAgent(request, CLIENTS);
}

function isChartApi(request: ClientRequest): boolean {
  return /\/api\/(?:[^/]+\/)*(?:charts|prov)(?:\/|$)/.test(request.path);
}

function operation(request: ClientRequest): Operation {
  if (request.method === "DELETE") return "delete";
  if (request.method !== "GET" && request.method !== "HEAD") return "publish";
  if (/\.(?:tgz|prov)$/.test(request.path)) return "download";
  return isChartApi(request) ? "api" : "metadata";
}

function speak(failure: Failure): Spoken {
  const said = jsonObjectOf(failure)?.error;
  const isSaid = typeof said === "string" && said !== "" && saysReason(failure, said);
  return {
    status: failure.status,
    phrase: reasonPhrase(failure),
    headers: {},
    ...(isSaid ? jsonAsItCame(failure) : jsonBody({ error: sentence(failure) })),
  };
}
