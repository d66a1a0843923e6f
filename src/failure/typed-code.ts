/**
 * What an origin's machine-readable code says about a failure, where it says more than the status.
 * Codes are compared without regard to case, `_`, `-` and blanks: `NOT_FOUND`, `not-found`, `NotFound` are one.
 */
import type { Category } from "./category.ts";

type Meaning = { readonly category: Category; readonly callersStatus?: number };

/** A 500 that carries such a code is the caller's mistake; the status is the one in the contract's "Statuses". */
const CALLERS_MISTAKES: Readonly<Record<string, Meaning>> = {
  invalidargument: { category: "bad_request", callersStatus: 400 },
  invalidstate: { category: "bad_request", callersStatus: 400 },
  failedprecondition: { category: "bad_request", callersStatus: 400 },
  outofrange: { category: "bad_request", callersStatus: 400 },
  notfound: { category: "not_found", callersStatus: 404 },
  alreadyexists: { category: "conflict", callersStatus: 409 },
  unsupported: { category: "bad_request", callersStatus: 501 },
  resourceexhausted: { category: "rate_limited", callersStatus: 429 },
  sessionreaped: { category: "not_found", callersStatus: 410 },
};

const CATEGORIES_BY_CODE: Readonly<Record<string, Category>> = {
  // google.rpc.Code
  unauthenticated: "unauthorized",
  permissiondenied: "forbidden",
  deadlineexceeded: "timeout",
  unavailable: "overloaded",
  aborted: "conflict",
  // OCI distribution-spec and distribution's errcode/register.go
  denied: "forbidden",
  unauthorized: "unauthorized",
  toomanyrequests: "rate_limited",
  manifestunknown: "not_found",
  blobunknown: "not_found",
  nameunknown: "not_found",
  digestinvalid: "bad_request",
  manifestinvalid: "bad_request",
  nameinvalid: "bad_request",
  sizeinvalid: "bad_request",
  projectpolicyviolation: "forbidden",
  // S3, GCS, Azure Blob
  accessdenied: "forbidden",
  nosuchkey: "not_found",
  nosuchbucket: "not_found",
  blobnotfound: "not_found",
  containernotfound: "not_found",
  signaturedoesnotmatch: "forbidden",
  invalidaccesskeyid: "forbidden",
  expiredtoken: "unauthorized",
  slowdown: "rate_limited",
  serverbusy: "overloaded",
  // AWS
  accessdeniedexception: "forbidden",
  throttlingexception: "rate_limited",
  toomanyrequestsexception: "rate_limited",
  resourcenotfoundexception: "not_found",
  conflictexception: "conflict",
  validationexception: "bad_request",
  // OpenAI, Anthropic (types and codes)
  invalidrequesterror: "bad_request",
  invalidapikey: "unauthorized",
  authenticationerror: "unauthorized",
  permissionerror: "forbidden",
  notfounderror: "not_found",
  requesttoolarge: "bad_request",
  ratelimiterror: "rate_limited",
  ratelimitexceeded: "rate_limited",
  insufficientquota: "rate_limited",
  overloadederror: "overloaded",
  timeouterror: "timeout",
  // RFC 6750 and Gemini
  invalidtoken: "unauthorized",
  apikeyinvalid: "unauthorized",
  insufficientscope: "forbidden",
  // Hugging Face X-Error-Code
  reponotfound: "not_found",
  revisionnotfound: "not_found",
  entrynotfound: "not_found",
  gatedrepo: "forbidden",
};

/** The category that a typed code stands for, or null where the code is not known. */
export function categoryOfCode(code: string): Category | null {
  const key = normalise(code);
  return CALLERS_MISTAKES[key]?.category ?? CATEGORIES_BY_CODE[key] ?? null;
}

/** The status that an origin's 500 gets because its code names a mistake of the caller; null for any other code. */
export function callersStatusOfCode(code: string): number | null {
  return CALLERS_MISTAKES[normalise(code)]?.callersStatus ?? null;
}

function normalise(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, "");
}
