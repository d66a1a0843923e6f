/** One failure per category: the columns of the matrix. */
import type { Category } from "../../src/failure/category.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { judge } from "../../src/failure/judge.ts";
import { hear } from "../../src/origins/index.ts";
import { answered, originAnswer, REF, timedOut, unreachable } from "../clients/failing.ts";

/** The refusal as GitLab writes it, heard as the pipeline hears it. */
function refused(
  status: number,
  phrase: string,
  reason: string,
  headers: Record<string, string> = {},
): Failure {
  const body = JSON.stringify({ message: `${status} ${phrase} - ${reason}` });
  const answer = originAnswer(status, body, { "content-type": "application/json", ...headers }, phrase);
  return answered(status, hear(answer), answer);
}

function challenged(): Failure {
  const answer = originAnswer(401, "", { "www-authenticate": 'Basic realm="Packages"' }, "Unauthorized");
  return answered(401, hear(answer), answer, { hasCredentials: false });
}

/** Every category has a failure; a new category does not compile until it has. */
export const FAILURES: Readonly<Record<Category, () => Failure>> = {
  challenge: challenged,
  bad_request: () => refused(400, "Bad request", "Name is invalid."),
  unauthorized: () =>
    refused(401, "Unauthorized", "Token expired on 1 May.", { "www-authenticate": 'Basic realm="Packages"' }),
  forbidden: () => refused(403, "Forbidden", "Package protected: “core” – ask group acme."),
  not_found: () => refused(404, "Not Found", "No such package in group acme."),
  conflict: () => refused(409, "Conflict", "Version 1.0 exists already."),
  rate_limited: () => refused(429, "Too Many Requests", "Limit of 100 a minute.", { "retry-after": "7" }),
  overloaded: () => refused(503, "Service Unavailable", "Read-only until noon.", { "retry-after": "86400" }),
  server_error: () => refused(500, "Internal Server Error", "Storage quota exceeded."),
  timeout: () => timedOut(),
  unreachable: () => unreachable(),
  aborted: () =>
    judge({ kind: "aborted" }, null, {
      hasCredentials: true,
      sentOriginAuth: false,
      upstreamErrors: "pass",
      statusRules: [],
      typedCodesSetStatus: false,
      ref: REF,
    }),
  unknown: () => refused(418, "I'm a teapot", "No packages in here."),
};
