/**
 * terraform: Terraform and OpenTofu, with registries of modules and providers, network mirrors and HTTP state.
 * Serves: Terraform (1.15.9), OpenTofu (1.12.6).
 * Channels: the reason phrase over HTTP/1.1 for most steps; for the lookup of a module's location also the raw body
 * (4xx except 404 and 429, and 501). For providers on 401, 403 and 404, and for archives, only fixed texts or a number.
 * On success: `warnings` of a provider's versions.
 * Read in hashicorp/terraform: internal/registry/client.go, internal/getproviders/{registry_client,
 * http_mirror_source}.go, internal/command/init.go, internal/backend/remote-state/http/client.go; opentofu/opentofu:
 * same paths; run with Terraform 1.11.4. OCI mirrors use the format `oci`.
 * Limits: the raw body is neither cut nor cleaned; on 429 and 503 Retry-After is obeyed without a cap.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PATIENT_WRITE_MS, SILENT_WAIT_MAX_SECONDS } from "../limits.ts";
import { toLine } from "../text/text.ts";
import { asItCame, jsonBody, textBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  Expected,
  NoticeForm,
  Operation,
  Spoken,
  SuccessFacts,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isOriginsWord, jsonObjectOf } from "./shared/origin-words.ts";
import { originMediaType, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { JSON_TYPE, reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, type Token } from "./shared/user-agent.ts";

/**
 * Reading: just under the 10 s of TF_REGISTRY_CLIENT_TIMEOUT (internal/registry/client.go). Publishing: Terraform does not
 * publish; curl, the way that registries document, has no limit.
 */
const TIMEOUT_MS = { read: 9_000, write: PATIENT_WRITE_MS };

/** Discovery, module locations (OpenTofu), provider downloads, archives of a network mirror. */
const REWRITING: UrlRewriting = {
  documents: {
    // SHA256SUMS covers a provider's manifest.
    requestedBy: reads(
      /\/download(?:\/[^/]+\/[^/]+)?$|\.json$/,
      /\/terraform\/state\/|\/terraform-provider-[^/]*_manifest\.json$/,
    ),
    mediaTypes: JSON_TYPE,
    pathLeads: [
      '"modules.v1"',
      '"providers.v1"',
      '"authz"',
      '"token"',
      '"location"',
      '"download_url"',
      '"shasums_url"',
      '"shasums_signature_url"',
      '"url"',
    ],
  },
  headers: ["x-terraform-get"],
};

const expectedByPath = expects({
  reads: [
    [/\/terraform\/state\/|\/download$|\.zip$|SHA256SUMS(?:\.[\w.]+)?$/, "file"],
    [/\.json$|\/versions$|\/download\/[^/]+\/[^/]+$/, "document"],
  ],
  otherwise: "content",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["opentofu", "opentofu"], ["terraform", "terraform"], ...TOOLS];

/** Providers as `namespace/type`, modules as `namespace/name/system` (the registry protocols). */
const PACKAGE_PATHS = [
  /\/providers\/(?:[^/]+\.[^/]+\/)?(?<name>[^/]+\/[^/]+)\/(?:versions|index\.json|(?<version>\d[^/]*?)(?:\.json|\/download\/[^/]+\/[^/]+)?)$/,
  /\/(?<name>terraform-provider-[^/_]+)_(?<version>[^/_]+)_[^/]+$/,
  // The mirror protocol, with the host of the registry before the provider.
  /\/[^/]+\.[^/]+\/(?<name>[^/]+\/[^/]+)\/(?:index|(?<version>\d[^/]*))\.json$/,
  /\/(?<name>[^/]+\/[^/]+\/[^/]+)\/(?:versions|(?<version>\d[^/]*)\/download)$/,
  /\/modules\/(?<name>[^/]+\/[^/]+\/[^/]+)(?:\/(?<version>\d[^/]*))?$/,
  // A project of GitLab.
  /^\/(?<name>[^/]+\/[^/]+)\/(?<version>\d[^/]*)\/file$/,
];

export const terraform: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
  notice,
};

/** `terraform login` opens the sign-in in a browser; go-getter also reads a module's location from a page's `meta`. */
function expected(request: ClientRequest): Expected {
  return /[?&](?:response_type=|terraform-get=1)/.test(request.query) ? "anything" : expectedByPath(request);
}

function identify(request: ClientRequest): Client {
  const client = clientByUserAgent(request, CLIENTS);
  if (client.name !== "unknown") return client;
  const version = request.headers.get("x-terraform-version");
  // go-getter downloads archives with Go's User-Agent; only this parameter gives it away.
  if (version === null && !/[?&]terraform-get=1(?:&|$)/.test(request.query)) return client;
  return { name: "terraform", version: /^[\w.+-]{1,40}$/.exec(version ?? "")?.[0] ?? "" };
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (/\/terraform\/state\//.test(path)) return "api";
  if (method === "DELETE") return "delete";
  if (method !== "GET" && method !== "HEAD") return "publish";
  if (path.endsWith("/.well-known/terraform.json")) return "probe";
  if (/\/modules\/search$/.test(path)) return "search";
  if (/[?&]terraform-get=1(?:&|$)/.test(request.query)) return "download";
  return /(?:\.zip|\.tgz|\.tar\.\w+|_SHA256SUMS(?:\.sig)?)$/.test(path) ? "download" : "metadata";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  // Terraform silently sleeps for any time on 429 and 503, once (hashicorp/go-retryablehttp: client.go).
  const base = { status: failure.status, headers: retryAfter(failure, SILENT_WAIT_MAX_SECONDS, 1) };
  if (isModuleLocation(request)) {
    const phrase = printsRawBody(failure, request) ? statusPhrase(failure.status) : reasonPhrase(failure);
    return { ...base, phrase, ...textBody(failure, sentence(failure)) };
  }
  // "error looking up module versions: 403 TEXT."
  const spoken = { ...base, phrase: reasonPhrase(failure, { spaceAfterUrl: true }) };
  if (isJsonToKeep(failure)) return { ...spoken, ...asItCame(failure) };
  // The registry protocol's own form: these clients do not print it, but people with curl see it.
  return { ...spoken, ...jsonBody({ errors: [sentence(failure)] }) };
}

/** `GET .../<version>/download`; a provider's `download/<os>/<arch>` does not end there. */
function isModuleLocation(request: ClientRequest): boolean {
  return request.method === "GET" && request.path.endsWith("/download");
}

/** True if the status line and the raw body are printed in one message. */
function printsRawBody(failure: Failure, request: ClientRequest): boolean {
  const { name } = identify(request);
  if (name !== "terraform" && name !== "opentofu") return false;
  if (failure.status === 404 || failure.status === 429) return false;
  return failure.status < 500 || failure.status === 501;
}

/** A registry's own JSON, or the lock in a 409 or 423 of HTTP state, which the client parses. */
function isJsonToKeep(failure: Failure): boolean {
  // internal/states/statemgr/locker.go: LockInfo.
  if ((failure.status === 409 || failure.status === 423) && typeof jsonObjectOf(failure)?.ID === "string")
    return true;
  if (!isOriginsWord(failure) || !originMediaType(failure).endsWith("json")) return false;
  return jsonObjectOf(failure) !== null;
}

/** A provider's list of versions: Terraform and OpenTofu print each entry of its `warnings` once. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  const { name } = identify(request);
  if (name !== "terraform" && name !== "opentofu") return null;
  if (request.method !== "GET" || answer.status !== 200) return null;
  if (!/(?:^|\/providers)\/[^/]+\/[^/]+\/versions$/.test(request.path)) return null;
  return { kind: "json_member", name: "warnings", value: [toLine(text)] };
}
