/** One failure per category: the columns of the matrix. */
import type { Category } from "../../src/failure/category.ts";
import type { Failure, OriginAnswer } from "../../src/failure/failure.ts";
import { hear } from "../../src/origins/index.ts";
import { answered, closed, inMaintenance, originAnswer, timedOut, unreachable } from "../clients/failing.ts";

/** A refusal as GitLab writes it, heard as the pipeline hears it. */
function refused(...refusal: Parameters<typeof gitlabs>): Failure {
  const answer = gitlabs(...refusal);
  return answered(answer.status, hear(answer), answer);
}

function gitlabs(
  status: number,
  phrase: string,
  reason: string,
  headers: Record<string, string> = {},
): OriginAnswer {
  const body = JSON.stringify({ message: `${status} ${phrase} - ${reason}` });
  return originAnswer(status, body, { "content-type": "application/json", ...headers }, phrase);
}

function challenged(): Failure {
  const answer = originAnswer(401, "", { "www-authenticate": 'Basic realm="Packages"' }, "Unauthorized");
  return answered(401, hear(answer), answer, { hasCredentials: false });
}

/** The same 404 as `not_found`, to a probe. */
function probed(reason: string): Failure {
  const answer = gitlabs(404, "Not Found", reason);
  return answered(404, hear(answer), answer, { isProbe: true });
}

/** Every category has a failure; a new category does not compile without one. */
export const FAILURES: Readonly<Record<Category, () => Failure>> = {
  challenge: challenged,
  probe: () => probed("No such package in group acme."),
  bad_request: () => refused(400, "Bad request", "Name is invalid."),
  unauthorized: () =>
    refused(401, "Unauthorized", "Token expired on 1 May.", { "www-authenticate": 'Basic realm="Packages"' }),
  forbidden: () => refused(403, "Forbidden", "Package protected: “core” – ask group acme."),
  blocked: () =>
    refused(403, "Forbidden", "Quarantined: left-pad 1.0 fails policy “malware” of group acme.", {
      "x-gitlab-dependency-firewall": "blocked",
    }),
  not_found: () => refused(404, "Not Found", "No such package in group acme."),
  conflict: () => refused(409, "Conflict", "Version 1.0 exists already."),
  rate_limited: () => refused(429, "Too Many Requests", "Limit of 100 a minute.", { "retry-after": "7" }),
  overloaded: () => refused(503, "Service Unavailable", "Read-only until noon.", { "retry-after": "86400" }),
  maintenance: () => inMaintenance("Moving to new disks. Back at 14:00 UTC.", 1_800),
  server_error: () => refused(500, "Internal Server Error", "Storage quota exceeded."),
  timeout: () => timedOut(),
  unreachable: () => unreachable(),
  aborted: () => closed(),
  unknown: () => refused(418, "I'm a teapot", "No packages in here."),
};
