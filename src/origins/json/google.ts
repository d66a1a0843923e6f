/**
 * google.rpc.Status in JSON: Google's APIs (`{"error": {...}}`, AIP-193), Gemini, and the gRPC gateway
 * (`{"code", "message", "details"}`). The numeric code is a status or gRPC's own; the word is in `details` or `status`.
 */
import type { Said, Shape } from "../said.ts";
import { asCode, secondsOf } from "./facts.ts";
import { isObject, type JsonDocument, type Members, membersOf, objectOf, stringOf } from "./members.ts";

export const google: Shape<JsonDocument> = {
  name: "google",
  read({ members }) {
    const status = isObject(members.get("error")) ? objectOf(members, "error") : members;
    if (!isStatus(status)) return null;
    const message = stringOf(status, "message");
    return { ...detailsOf(status), choices: message === null ? [] : [[message]] };
  },
};

function isStatus(members: Members): boolean {
  if (typeof members.get("code") !== "number") return false;
  const status = stringOf(members, "status");
  return Array.isArray(members.get("details")) || (status !== null && /^[A-Z_]{2,40}$/.test(status));
}

/** ErrorInfo.reason, RequestInfo.requestId, Help.links, RetryInfo.retryDelay (google/rpc/error_details.proto). */
function detailsOf(status: Members): Omit<Said, "choices"> {
  const details = status.get("details");
  let code: string | null = null;
  let requestId: string | null = null;
  let documentation: string | null = null;
  let retryAfterSeconds: number | null = null;
  for (const detail of Array.isArray(details) ? details.slice(0, DETAILS_MAX) : []) {
    if (!isObject(detail)) continue;
    const members = membersOf(detail);
    code ??= asCode(members.get("reason"));
    requestId ??= stringOf(members, "requestid");
    documentation ??= firstUrl(members.get("links"));
    retryAfterSeconds ??= secondsOf(members.get("retrydelay"));
  }
  return { code: code ?? asCode(status.get("status")), requestId, documentation, retryAfterSeconds };
}

const DETAILS_MAX = 20;

function firstUrl(links: unknown): string | null {
  const first: unknown = Array.isArray(links) ? links[0] : null;
  return isObject(first) ? stringOf(membersOf(first), "url") : null;
}
