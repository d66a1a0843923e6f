/**
 * What error objects of many shapes carry besides their texts, under many names: code, request id, documentation,
 * seconds to wait.
 */
import type { Said } from "../said.ts";
import { isObject, type Members, membersOf, stringOf } from "./members.ts";

const CODE_NAMES = ["code", "errorcode", "errortype", "typekey", "errcode", "faultcode", "type"] as const;
/** Best first. The ones after `rayid` are Okta's, Microsoft's, PayPal's, Facebook's, Webex's, OVH's and others'. */
const REQUEST_ID_NAMES = [
  "requestid",
  "traceid",
  "rayid",
  "errorid",
  "correlationid",
  "debugid",
  "fbtraceid",
  "trackingid",
  "queryid",
  "requestuuid",
  "referenceid",
  "incidentid",
  "supportid",
  "transactionid",
  "activityid",
];
/** How many of these names always mean an id; under the others there may also be an `invalid_grant`. */
const SURE_REQUEST_IDS = 3;
/** Objects next to the error's words that contain facts about it: GraphQL, Apigee, Microsoft Graph, IBM. */
const INNER_FACTS = ["extensions", "detail", "innererror", "context"] as const;
/** Names of links that explain: `documentation_url`, `doc_url`, `helpLink`, `moreInfo`, `errorUri`, `Recommend`. */
const EXPLAINS =
  /documentation|help|support|^docs?(?:ur[il]|link)?$|^(?:error)?(?:uri|link)$|^(?:more)?info(?:rmation)?(?:url|link)?$|^(?:recommend|referenceerror)$/;

/** The facts of one object; a fact that it lacks is null. */
export function factsOf(members: Members): Omit<Said, "choices" | "lead"> {
  const inner = innerFacts(members);
  const { requestId, documentation } = textFacts(members);
  return {
    code: codeOf(members) ?? (inner === null ? null : codeOf(inner)),
    type: stringOf(members, "type"),
    requestId: requestId ?? (inner === null ? null : textFacts(inner).requestId),
    documentation: documentation ?? linkIn(members.get("links")),
    retryAfterSeconds: secondsOf(members.get("retryafter")),
  };
}

function innerFacts(members: Members): Members | null {
  for (const name of INNER_FACTS) {
    const value = members.get(name);
    if (isObject(value)) return membersOf(value);
  }
  return null;
}

/** The best request id, and the first link that explains the error by its name, else RFC 9457's `type`. */
function textFacts(members: Members): { requestId: string | null; documentation: string | null } {
  let rank = REQUEST_ID_NAMES.length;
  let requestId: string | null = null;
  let link: string | null = null;
  let type: string | null = null;
  for (const [name, value] of members) {
    if (typeof value !== "string") continue;
    if (name.endsWith("id")) {
      const ofName = REQUEST_ID_NAMES.indexOf(name);
      if (ofName === -1 || ofName >= rank || !isRequestId(value, ofName)) continue;
      rank = ofName;
      requestId = value;
    } else if (/^https?:\/\//i.test(value)) {
      if (name === "type") type = value;
      else if (EXPLAINS.test(name)) link ??= value;
    }
  }
  return { requestId, documentation: link ?? type };
}

function isRequestId(value: string, rank: number): boolean {
  return rank < SURE_REQUEST_IDS ? value.trim() !== "" : /\d/.test(value);
}

/** The machine-readable word for the error, if the object has one that does not just repeat the status. */
export function codeOf(members: Members): string | null {
  for (const name of CODE_NAMES) {
    const code = asCode(members.get(name));
    if (code !== null) return code;
  }
  return null;
}

/**
 * A value as a code. Not codes: numbers up to 599 (statuses, gRPC's 0 to 16), Pyramid's "400 reason", links
 * (RFC 9457 `type`) and sentences.
 */
export function asCode(value: unknown): string | null {
  if (typeof value === "number") return Number.isInteger(value) && value > 599 ? String(value) : null;
  if (typeof value !== "string") return null;
  const code = value.trim();
  if (code === "" || code.length > 100 || /^\d{1,3}\b|^(?:about:|urn:|error$)|:\/\//i.test(code)) return null;
  // Quay's "METHOD NOT ALLOWED" is a code, a sentence is not.
  return /\s/.test(code) && code !== code.toUpperCase() ? null : code;
}

/** `error` as RFC 6749 uses it: a machine-readable word, `invalid_token`; or an exception's name, `RecordInvalid`. */
export function asOauthCode(value: unknown): string | null {
  return typeof value === "string" &&
    /^[A-Za-z]{1,40}(?:[_.-][A-Za-z]{1,40}){1,6}$|^(?:[A-Z][a-z]{1,40}){2,6}$/.test(value)
    ? value
    : null;
}

/** Seconds as a number, or as text: `30`, `"30"`, Google's `"30s"`. */
export function secondsOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  const found = typeof value === "string" ? /^(\d{1,9}(?:\.\d{1,9})?)s?$/.exec(value.trim()) : null;
  return found === null ? null : Number(found[1]);
}

/** The address of a link by its relation, in JSON:API's and HAL's `links`. */
function linkIn(links: unknown): string | null {
  if (!isObject(links)) return null;
  const members = membersOf(links);
  for (const name of ["about", "documentation", "help"]) {
    const link = members.get(name);
    const href = isObject(link) ? stringOf(membersOf(link), "href") : link;
    if (typeof href === "string" && href.trim() !== "") return href;
  }
  return null;
}
