/**
 * Web pages instead of packages (the route's `web_pages`), suspected by the head of a success: nearly all are ruled out.
 * The others are examined in `read-web-page.ts`.
 */
import type { ClientRequest, Expected } from "../clients/shared/client.ts";
import { declaredLength } from "../request/content-length.ts";
import { decodedContent, decodingOf } from "./coding.ts";
import { ContentReader } from "./content-reader.ts";
import { cleanPhrase } from "./edits.ts";

/** What an answer may be instead of what was requested. */
export type Suspicion =
  /** Its `Location` may be that of a sign-in page. */
  | { readonly kind: "redirect"; readonly location: string }
  /** Its content may be a page. */
  | { readonly kind: "page"; readonly wanted: Expected; readonly mayBeEmpty: boolean }
  /** There is no content, but there has to be some. */
  | { readonly kind: "nothing" };

const HTML_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:[;,]|$)/i;
/** Every sign-in URL contains one of these; most redirects contain none. */
const SIGN_IN_HINT =
  /log[-_]?[io]n|sign[-_]?[io]n|sso|saml|auth|account|idp|okta|ping|duo|cognito|adfs|my\.policy|if\/flow|[?&](?:wa|client_id)=/i;

/** Null for an answer that passes without a closer look. */
export function suspicionOf(
  { status, headers }: Response,
  request: ClientRequest,
  expected: (request: ClientRequest) => Expected,
): Suspicion | null {
  if (status >= 300) {
    const location = status < 400 && status !== 304 ? headers.get("location") : null;
    if (location === null || !SIGN_IN_HINT.test(location)) return null;
    return wantedBy(request, expected) === "anything" ? null : { kind: "redirect", location };
  }
  const type = headers.get("content-type");
  const mayBePage = type === null || HTML_TYPE.test(type);
  const isEmpty = declaredLength(headers) === 0;
  if ((!mayBePage && !isEmpty) || !hasContent(status, headers, request)) return null;
  const wanted = wantedBy(request, expected);
  const mayBeEmpty = status !== 200 || request.method !== "GET" || !NEVER_EMPTY.has(wanted);
  // Another Outspoken, behind this one, may speak with an empty success (the last resort for pip).
  if (isEmpty) return mayBeEmpty || headers.has("x-outspoken") ? null : { kind: "nothing" };
  return wanted === "content" || wanted === "anything" ? null : { kind: "page", wanted, mayBeEmpty };
}

/** What can't be empty. */
const NEVER_EMPTY: ReadonlySet<Expected> = new Set(["document", "xml", "links"]);

/** Whether status and method allow content; of partial content only the beginning counts. */
function hasContent(status: number, headers: Headers, { method }: ClientRequest): boolean {
  if (method === "HEAD" || status === 204 || status === 205) return false;
  return status !== 206 || /^bytes 0-/i.test(headers.get("content-range") ?? "");
}

/** Only browsers accept XHTML, no client of a package format does: a person can read the page, and sign in. */
function wantedBy(request: ClientRequest, expected: (request: ClientRequest) => Expected): Expected {
  const isBrowser = request.headers.get("accept")?.includes("application/xhtml+xml") ?? false;
  return isBrowser ? "anything" : expected(request);
}

/** An answer as it came, with its coding and length, and a reader of its content. */
export interface Copied {
  readonly passed: Response;
  readonly reader: ContentReader;
}

/** Null if there is no content, or it is in a coding that can't be decoded here. */
export function copied(answer: Response): Copied | null {
  const { body, status, statusText, headers } = answer;
  const decoding = decodingOf(headers);
  if (body === null || decoding.kind === "unknown" || declaredLength(headers) === 0) return null;
  // The platform keeps the coding and length of both (measured).
  const [copy, rest] = body.tee();
  const source = decodedContent({ status, statusText, headers, body: copy }, decoding);
  const passed = new Response(rest, { status, statusText: cleanPhrase(statusText), headers });
  return source === null ? null : { passed, reader: new ContentReader(source, null) };
}
