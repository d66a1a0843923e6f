/**
 * What an origin's machine-readable code or type says about a failure, if it says more than the status.
 * Words are compared without regard to case, `_`, `-` and spaces: `NOT_FOUND`, `not-found`, `NotFound` are equal. Pure.
 *
 * Sources that contradict one another, all from boxlite-ai/boxlite: its table (pull request 585,
 * apps/runner/pkg/api/controllers/boxlite_files.go) answers invalid_state and stopped with 409 and unsupported with
 * 400; pull request 684 has 409 for both states too; pull request 690 has 400 for an invalid state and 501 for
 * unsupported, and lacks session_reaped. Outspoken follows 690, so these codes only count if the status says
 * nothing: an origin's own 409 stays a conflict. The table's 422 (image_pull_failed, execution_failed) is not given to
 * callers: a 500 with such a code stays a 500.
 */
import { type Category, categoryOfStatus } from "./category.ts";

interface Meaning {
  readonly category: Category;
  /** The status that a 500 with this code gets, since the caller can fix it. */
  readonly callersStatus?: number;
  /** A word so general, or so disputed, that any status but a bare 5xx says more. */
  readonly yields?: boolean;
  /** About the credentials that came with the request, not about what was requested. */
  readonly ofCredentials?: true;
}

/** What the typed part of an answer is. */
export interface Typed {
  readonly code: string | null;
  readonly type: string | null;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([
  // The caller's mistakes: google.rpc.Code, boxlite, and what an API says about a request that it will never serve
  // (Wei-Shaw/sub2api issues 2399 and 4304: shown as a server error, it is retried for hours).
  ...each(["invalidargument", "outofrange"], { category: "bad_request", callersStatus: 400 }),
  ...each(["moderationblocked", "contentpolicyviolation", "imagegenerationusererror"], {
    category: "bad_request",
    callersStatus: 400,
  }),
  ...each(["contextlengthexceeded", "invalidprompt"], { category: "bad_request", callersStatus: 400 }),
  ...each(["invalidstate", "failedprecondition", "stopped", "invalidrequesterror"], {
    category: "bad_request",
    callersStatus: 400,
    yields: true,
  }),
  ...each(["unsupported", "unimplemented"], { category: "bad_request", callersStatus: 501, yields: true }),
  ...each(["notfound"], { category: "not_found", callersStatus: 404 }),
  ...each(["alreadyexists"], { category: "conflict", callersStatus: 409 }),
  ...each(["sessionreaped"], { category: "not_found", callersStatus: 410 }),
  ...each(["resourceexhausted"], { category: "rate_limited", callersStatus: 429 }),
  ...each(["imagepullfailed", "executionfailed"], { category: "bad_request", yields: true }),
  // google.rpc.Code
  ...each(["unauthenticated"], { category: "unauthorized", ofCredentials: true }),
  ...each(["permissiondenied"], { category: "forbidden" }),
  ...each(["deadlineexceeded"], { category: "timeout" }),
  ...each(["unavailable"], { category: "overloaded" }),
  ...each(["aborted"], { category: "conflict" }),
  // OCI distribution-spec and distribution's errcode/register.go
  ...each(["denied"], { category: "forbidden" }),
  ...each(["unauthorized"], { category: "unauthorized", ofCredentials: true }),
  ...each(["toomanyrequests"], { category: "rate_limited" }),
  ...each(["manifestunknown", "blobunknown", "nameunknown"], { category: "not_found" }),
  ...each(["digestinvalid", "manifestinvalid", "nameinvalid", "sizeinvalid"], { category: "bad_request" }),
  // S3, GCS, Azure Blob
  ...each(["accessdenied"], { category: "forbidden" }),
  ...each(["signaturedoesnotmatch", "invalidaccesskeyid"], { category: "forbidden", ofCredentials: true }),
  ...each(["nosuchkey", "nosuchbucket", "blobnotfound", "containernotfound"], { category: "not_found" }),
  ...each(["expiredtoken"], { category: "unauthorized", ofCredentials: true }),
  ...each(["slowdown"], { category: "rate_limited" }),
  ...each(["serverbusy"], { category: "overloaded" }),
  // AWS
  ...each(["accessdeniedexception"], { category: "forbidden" }),
  ...each(["throttlingexception", "toomanyrequestsexception"], { category: "rate_limited" }),
  ...each(["resourcenotfoundexception"], { category: "not_found" }),
  ...each(["conflictexception"], { category: "conflict" }),
  ...each(["validationexception"], { category: "bad_request" }),
  // OpenAI, Anthropic (types and codes). OpenAI's 401 and 404 have the type invalid_request_error, above, too.
  ...each(["invalidapikey", "authenticationerror"], { category: "unauthorized", ofCredentials: true }),
  ...each(["permissionerror", "billingerror"], { category: "forbidden" }),
  ...each(["notfounderror", "modelnotfound"], { category: "not_found" }),
  ...each(["conflicterror"], { category: "conflict" }),
  ...each(["requesttoolarge"], { category: "bad_request" }),
  ...each(["ratelimiterror", "ratelimitexceeded", "insufficientquota"], { category: "rate_limited" }),
  ...each(["overloadederror"], { category: "overloaded" }),
  ...each(["timeouterror"], { category: "timeout" }),
  // RFC 6750 and Gemini
  ...each(["invalidtoken", "apikeyinvalid"], { category: "unauthorized", ofCredentials: true }),
  ...each(["insufficientscope"], { category: "forbidden", ofCredentials: true }),
  // Hugging Face X-Error-Code
  ...each(["reponotfound", "revisionnotfound", "entrynotfound"], { category: "not_found" }),
  ...each(["gatedrepo"], { category: "forbidden" }),
  // General words for a server's own trouble: google.rpc.Code, boxlite, OpenAI, Anthropic
  ...each(["internal", "internalerror", "internalservererror", "servererror", "apierror"], {
    category: "server_error",
    yields: true,
  }),
  ...each(["storageerror", "databaseerror", "metadataerror", "configerror"], {
    category: "server_error",
    yields: true,
  }),
  ...each(["networkunavailable", "upstreamunavailable", "engineunavailable"], {
    category: "overloaded",
    yields: true,
  }),
  ...each(["timeout"], { category: "timeout", yields: true }),
]);

function each(words: readonly string[], meaning: Meaning): [string, Meaning][] {
  return words.map((word) => [word, meaning]);
}

/** The category that code or type mean with this status; null if the status says as much or more. */
export function categoryOfTyped({ code, type }: Typed, status: number): Category | null {
  const isVague = VAGUE.has(categoryOfStatus(status));
  const meaning = [code, type].map(meaningOf).find((found) => found !== null && (isVague || !found.yields));
  return meaning?.category ?? null;
}

const VAGUE: ReadonlySet<Category> = new Set<Category>(["server_error", "unknown"]);

/** The status that an origin's 500 gets because its code or type names a caller's mistake; null for any other. */
export function callersStatusOfTyped({ code, type }: Typed): number | null {
  return (meaningOf(code) ?? meaningOf(type))?.callersStatus ?? null;
}

/** Whether code or type are about the credentials that came with the request. */
export function isCredentialsCode({ code, type }: Typed): boolean {
  return [code, type].some((word) => meaningOf(word)?.ofCredentials === true);
}

function meaningOf(word: string | null): Meaning | null {
  if (word === null) return null;
  return MEANINGS.get(word.toLowerCase().replace(/[^a-z0-9]/g, "")) ?? null;
}
