/**
 * Which channels of an OCI registry's answer reach the terminal, by client.
 * containerd, buildkit: status line and body in one message (core/remotes/docker/{resolver,fetcher,pusher,errcode}.go);
 *   for a HEAD the status line only, but on a 403 containerd 2.3.3 and later joins the HEAD's status line with the
 *   body of a GET that it sends afterwards; for a token service's answer the status line.
 * docker: the status line or the body's message, never both (moby daemon/containerd/registry_errors.go,
 *   docker/distribution registry/client/errors.go).
 * podman, skopeo, buildah, CRI-O: from 500 on the status line, below 500 the body (go.podman.io/image/v5
 *   docker/{errors,distribution_error}.go). `Warning` goes to the log of the process with containers/image, not to the
 *   user's terminal for `podman --remote` or CRI-O; so it is sent only if the error itself can say nothing.
 * oras: the body, never the phrase; not for a HEAD, nor for a manifest or blob that is not found; `Warning` always.
 * regctl: the body as it came, never the phrase, and nothing of a 429 after its six attempts; `Warning` always, each
 *   text once (regclient internal/reghttp/http.go, types/warning/warning.go).
 * helm, crane and others: the body, never the phrase; nothing for a HEAD. crane prints `Warning` on success only.
 */
import type { Failure } from "../../failure/failure.ts";
import { HEADER_TEXT_MAX_BYTES } from "../../limits.ts";
import { cutToBytes, toAscii, toLine } from "../../text/text.ts";
import type { Client, ClientRequest } from "../shared/client.ts";
import { headerText } from "../shared/speech.ts";
import { isAtLeast } from "../shared/user-agent.ts";

/** containerd: withGETErrorBody, in resolver.go and pusher.go. */
const GET_AFTER_HEAD_403_SINCE = [2, 3, 3];

const CONTAINERS_IMAGE: ReadonlySet<string> = new Set(["podman", "buildah", "skopeo", "cri-o", "containers"]);

/** Each attempt's text has its own reference, so each would be printed as a new warning. A 429 has the same text every time. */
const REGCTL_RETRIES: ReadonlySet<number> = new Set([408, 500, 502, 504]);

/**
 * True for an endpoint of the distribution-spec, and for signatures at OpenShift's and Pulp's `/extensions/v2`; false for a token service.
 * `request.path` may lack the `/v2`.
 */
export function isRegistryCall(request: ClientRequest): boolean {
  return /^(?:\/v2)?\/?$|\/(?:manifests|blobs|referrers|signatures)\/|\/tags\/list$|\/_catalog$/.test(
    request.path,
  );
}

/** True if the client prints the reason phrase and the body's text in one message. */
export function printsPhraseAndBody(client: Client, status: number, request: ClientRequest): boolean {
  if (client.name !== "containerd" && client.name !== "buildkit") return false;
  if (request.method !== "HEAD") return isRegistryCall(request);
  return (
    client.name === "containerd" && status === 403 && isAtLeast(client.version, GET_AFTER_HEAD_403_SINCE)
  );
}

/** True for clients that print the header `Warning` of an answer. */
export function printsWarnings(client: Client): boolean {
  return (
    CONTAINERS_IMAGE.has(client.name) ||
    client.name === "oras" ||
    client.name === "crane" ||
    client.name === "regctl"
  );
}

/** True for a client that prints the body as it came and parses none of it: JSON would be JSON on the terminal. */
export function printsBodyAsItCame(client: Client): boolean {
  return client.name === "regctl";
}

/** True if the header `Warning` is the only channel of this answer that this client prints. */
export function needsWarning(client: Client, failure: Failure, request: ClientRequest): boolean {
  // A 401 and a HEAD's 404 are steps of the protocol: nothing has failed yet.
  if (failure.status === 401 || !isRegistryCall(request)) return false;
  if (request.method === "HEAD") {
    if (failure.status === 404) return false;
    if (CONTAINERS_IMAGE.has(client.name)) return failure.status < 500;
    if (client.name === "regctl") return !REGCTL_RETRIES.has(failure.status);
    return client.name === "oras" || client.name === "unknown";
  }
  if (client.name === "regctl") return failure.status === 429;
  return client.name === "oras" && isLostNotFound(failure, request);
}

/** A 404 whose body oras does not print although it says more than "not found". */
function isLostNotFound(failure: Failure, request: ClientRequest): boolean {
  if (failure.status !== 404 || request.method !== "GET") return false;
  // The referrers fallback requests tags like sha256-<digest>, which are missing more often than not.
  if (!/\/(?:manifests|blobs)\/(?!sha(?:256|512)-)/.test(request.path)) return false;
  return failure.help !== null || !/_UNKNOWN$/.test(failure.heard?.code ?? "");
}

/**
 * `text` as a value of the header `Warning`. crane breaks on a value without two quotes, oras unquotes it as a Go
 * string, containerd 2.4 decodes percent signs: so the text has no quote, backslash or percent sign.
 */
export function warning(text: string): string {
  return quoted(cutToBytes(withoutPercent(toAscii(toLine(text))), HEADER_TEXT_MAX_BYTES));
}

/** The failure as such a value. A URL in the help needs its percent signs: oras and regctl, which alone get help, keep them. */
export function warningOf(failure: Failure): string {
  return quoted(headerText(failure, { spell: withoutPercent, spellsHelp: false }) ?? "");
}

function withoutPercent(text: string): string {
  return toLine(text.replaceAll("%", " percent"));
}

function quoted(text: string): string {
  return `299 - "${text.replaceAll('"', "'").replaceAll("\\", "/")}"`;
}
