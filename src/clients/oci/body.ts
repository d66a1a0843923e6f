/**
 * The body of an OCI registry's error: `{"errors":[{"code","message"}]}`, in the narrowest form that every client
 * reads: one element (podman and docker's classic store show only the first), two strings, no `detail`.
 * Read in opencontainers/distribution-spec: spec.md; distribution/distribution: registry/api/errcode/register.go;
 * oras-project/oras-go: registry/remote/internal/errutil (8 KiB; containerd reads 64,000 bytes, ggcr 64 KiB).
 * The code steers retries: podman retries a 4xx unless it is UNAUTHORIZED, DENIED, NAME_UNKNOWN or MANIFEST_UNKNOWN,
 * ggcr retries pushes on UNKNOWN, UNAVAILABLE, TOOMANYREQUESTS and BLOB_UPLOAD_INVALID.
 */
import { answerOf, type Failure } from "../../failure/failure.ts";
import type { ClientRequest, SpokenBody } from "../shared/client.ts";
import { isRecord, jsonObjectOf, originContentType, saysReason } from "../shared/origin-words.ts";
import { originBody, originMediaType, sentence } from "../shared/speech.ts";

/** oras-go reads no more, and shows nothing of a longer body. */
const BODY_MAX_BYTES = 8 * 1024;
/** JSON doubles a quote or a backslash: half of the body, less the envelope. */
const MESSAGE_MAX_BYTES = 4_000;

/** docker's classic store takes any other type for plain text (docker/distribution registry/client/errors.go). */
const READ_AS_JSON: ReadonlySet<string> = new Set(["application/json", "application/vnd.api+json"]);

const SPEC_CODES: ReadonlySet<string> = new Set([
  ...[
    "BLOB_UNKNOWN",
    "BLOB_UPLOAD_INVALID",
    "BLOB_UPLOAD_UNKNOWN",
    "DIGEST_INVALID",
    "MANIFEST_BLOB_UNKNOWN",
  ],
  ...["MANIFEST_INVALID", "MANIFEST_UNKNOWN", "NAME_INVALID", "NAME_UNKNOWN", "SIZE_INVALID", "UNAUTHORIZED"],
  ...["DENIED", "UNSUPPORTED", "TOOMANYREQUESTS", "UNKNOWN", "UNAVAILABLE", "MANIFEST_UNVERIFIED"],
  ...["RANGE_INVALID", "TAG_INVALID", "PAGINATION_NUMBER_INVALID"],
]);

/** Body and Content-Type for the failure; the origin's own if they do no harm. */
export function ociBody(failure: Failure, request: ClientRequest): SpokenBody {
  const said = firstError(failure);
  if (said !== null && isReadByAll(failure, said)) {
    const isRead = READ_AS_JSON.has(originMediaType(failure));
    return {
      contentType: isRead ? originContentType(failure) : "application/json",
      body: originBody(failure),
    };
  }
  const message = sentence(failure, { max: MESSAGE_MAX_BYTES });
  const code = saidCode(failure, said) ?? codeOfStatus(failure.status, request);
  return { contentType: "application/json", body: JSON.stringify({ errors: [{ code, message }] }) };
}

type OciError = { readonly code?: unknown; readonly message?: unknown; readonly detail?: unknown };

/** The first of the origin's `errors` if its body has that shape and clients can print every element; else null. */
function firstError(failure: Failure): OciError | null {
  const json = jsonObjectOf(failure);
  if (json === null || !Array.isArray(json.errors) || "details" in json) return null;
  const errors: unknown[] = json.errors;
  return errors.every((error) => isRecord(error) && isShown(error)) ? (errors[0] ?? null) : null;
}

/** True if `error` has what clients print; with a missing or mistyped member they show nothing of the body. */
function isShown(error: OciError): boolean {
  return typeof error.code === "string" && typeof error.message === "string" && error.message.trim() !== "";
}

function isReadByAll(failure: Failure, first: OciError): boolean {
  const bytes = answerOf(failure)?.body.length ?? 0;
  if (bytes > BODY_MAX_BYTES || typeof first.message !== "string") return false;
  // The detail of a 5xx exposes a registry's internals: addresses, paths, queries.
  if (failure.status >= 500 && first.detail !== undefined) return false;
  return saysReason(failure, first.message);
}

function saidCode(failure: Failure, said: OciError | null): string | null {
  if (typeof said?.code === "string" && /^[A-Z][A-Z0-9_]{0,63}$/.test(said.code)) return said.code;
  const heard = failure.heard?.code ?? "";
  return SPEC_CODES.has(heard) ? heard : null;
}

function codeOfStatus(status: number, request: ClientRequest): string {
  if (status === 401) return "UNAUTHORIZED";
  if (status === 404) return notFoundCode(request.path);
  if (status === 405 || status === 415 || status === 501) return "UNSUPPORTED";
  if (status === 416) return "RANGE_INVALID";
  if (status === 429) return "TOOMANYREQUESTS";
  if (status === 500) return "UNKNOWN";
  return status === 408 || status > 500 ? "UNAVAILABLE" : "DENIED";
}

/** A missing referrers API must not answer NAME_UNKNOWN: oras-go would not fall back to tags. */
function notFoundCode(path: string): string {
  if (path.includes("/blobs/uploads/")) return "BLOB_UPLOAD_UNKNOWN";
  if (path.includes("/blobs/")) return "BLOB_UNKNOWN";
  return /\/(?:manifests|referrers)\//.test(path) ? "MANIFEST_UNKNOWN" : "NAME_UNKNOWN";
}
