/**
 * The answers of the calls, for the OpenAPI file and for the tests, which check every answer. Not part of the Worker.
 */
import * as v from "valibot";
import { CATEGORIES } from "../../failure/category.ts";

const time = v.pipe(v.string(), v.isoTimestamp());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const nullable = v.nullable(v.string());

export const failure = v.strictObject({
  at: time,
  stands_for: v.pipe(
    count,
    v.description("How many failures this one stands for, if they are sampled; else 1"),
  ),
  route: v.string(),
  category: v.picklist(CATEGORIES),
  format: v.string(),
  client: v.string(),
  client_version: v.string(),
  method: v.string(),
  cause: v.picklist(["answered", "timeout", "unreachable", "aborted"]),
  origin_host: v.string(),
  origin_code: v.pipe(v.string(), v.description("The origin's machine-readable code; empty if it gave none")),
  reason: v.pipe(v.string(), v.description("The origin's words, cleaned; empty if it gave none")),
  ref: v.pipe(v.string(), v.description("The reference in X-Outspoken-Ref and in the log")),
  colo: v.string(),
  operation: v.string(),
  package: v.pipe(
    v.string(),
    v.description("The package that the request was for, from its path; empty if the path names none"),
  ),
  version: v.string(),
  mode: v.pipe(
    v.picklist(["on", "observe"]),
    v.description("observe: the client got the origin's answer untouched"),
  ),
  status: v.pipe(count, v.description("What the client got")),
  origin_status: v.pipe(count, v.description("0 if the origin did not answer")),
  duration_ms: v.number(),
  retries: count,
  body_bytes: count,
});

const span = { since: time, until: time };

export const message = v.strictObject({
  status: count,
  phrase: v.string(),
  headers: v.array(v.strictObject({ name: v.string(), value: v.string() })),
  body: v.pipe(
    v.string(),
    v.description("UTF-8 text; in other bodies, bytes that are not ASCII are escaped as \\x83"),
  ),
  body_base64: v.pipe(v.string(), v.description("The exact bytes")),
  http: v.pipe(v.string(), v.description("The complete message as text")),
});

const nowInEffect = {
  effective: v.string(),
  everywhere_by: v.pipe(time, v.description("When every isolate obeys")),
};

export const ANSWERS = {
  listFailures: v.strictObject({ failures: v.array(failure), next_cursor: nullable }),
  getFailure: failure,
  countFailures: v.strictObject({
    ...span,
    groups: v.array(v.objectWithRest({ failures: count }, v.string())),
  }),
  countFailuresOverTime: v.strictObject({
    ...span,
    step_seconds: count,
    counts: v.array(v.strictObject({ at: time, category: v.picklist(CATEGORIES), failures: count })),
  }),
  listReasons: v.strictObject({
    ...span,
    reasons: v.array(
      v.strictObject({
        category: v.picklist(CATEGORIES),
        reason: v.string(),
        failures: count,
        last_at: time,
      }),
    ),
  }),
  listPackages: v.strictObject({
    ...span,
    packages: v.array(
      v.strictObject({
        format: v.string(),
        package: v.string(),
        failures: count,
        categories: v.pipe(
          v.record(v.picklist(CATEGORIES), count),
          v.description("How many failures of each category; categories without any are absent"),
        ),
        last_reason: v.pipe(
          v.string(),
          v.description("The last failure's reason; empty if the origin gave none"),
        ),
        last_at: time,
      }),
    ),
  }),
  search: v.strictObject({
    ...span,
    understood: v.pipe(
      v.array(v.strictObject({ what: v.string(), value: v.string() })),
      v.description("What was recognised in the query"),
    ),
    results: v.array(
      v.strictObject({
        why: v.pipe(v.array(v.string()), v.description("Which parts of the query fit these failures")),
        failures: count,
        last_at: time,
        ref: v.pipe(v.string(), v.description("The reference of the last one")),
        route: v.string(),
        format: v.string(),
        category: v.picklist(CATEGORIES),
        client: v.string(),
        client_version: v.string(),
        method: v.string(),
        status: count,
        package: v.string(),
        version: v.string(),
        reason: v.string(),
        mode: v.picklist(["on", "observe"]),
      }),
    ),
  }),
  listOrigins: v.strictObject({
    ...span,
    origins: v.array(
      v.strictObject({
        origin_host: v.string(),
        failures: count,
        answered: v.pipe(count, v.description("The origin answered, with any status")),
        server_errors: v.pipe(count, v.description("Those of answered with a status of 500 or more")),
        timeout: count,
        unreachable: count,
        aborted: v.pipe(count, v.description("The client left before the origin answered")),
        served: v.pipe(
          count,
          v.description(
            "The client got a status below 400 anyway: a fallback's answer, 304 for its own copy, or a last resort",
          ),
        ),
        p95_ms: v.pipe(v.number(), v.description("95 % of the failing requests took at most this long")),
        max_ms: v.number(),
        last_at: time,
        last_outage: v.pipe(
          v.nullable(v.strictObject({ at: time, reason: v.string() })),
          v.description("The last timeout, or the last time that it could not be reached"),
        ),
      }),
    ),
  }),
  listSwitches: v.strictObject({
    switches: v.array(
      v.strictObject({
        route: v.string(),
        format: v.string(),
        configured: v.string(),
        kv: v.pipe(nullable, v.description("As stored in KV; null if there is none")),
        effective: v.string(),
      }),
    ),
    trouble: v.pipe(nullable, v.description("Why KV could not be read, or that it is not bound")),
  }),
  listSwitchChanges: v.strictObject({
    changes: v.array(
      v.strictObject({
        at: time,
        route: v.string(),
        from: v.pipe(nullable, v.description("What was in effect before, in words; null if not looked up")),
        to: v.pipe(v.string(), v.description("What has been in effect since, in words")),
        who: v.pipe(v.string(), v.description("The name given; empty if none was")),
        by: v.picklist(["page", "api", "command"]),
      }),
    ),
    trouble: v.pipe(nullable, v.description("Why they could not be read")),
  }),
  setSwitch: v.strictObject({ route: v.string(), kv: v.string(), ...nowInEffect }),
  clearSwitch: v.strictObject({ route: v.string(), kv: v.null(), ...nowInEffect }),
  listAlerts: v.strictObject({
    alerts: v.array(
      v.strictObject({
        name: v.string(),
        condition: v.string(),
        state: v.picklist(["quiet", "firing"]),
        count: v.pipe(
          v.nullable(count),
          v.description("Failures in its window; null if none are counted, or none can be looked up"),
        ),
        yesterday: v.pipe(
          v.nullable(count),
          v.description("In the same window a day before; null if the alert does not compare with it"),
        ),
        since: v.nullable(time),
      }),
    ),
    undelivered: v.pipe(count, v.description("Messages waiting for the webhook")),
    troubles: v.pipe(v.array(v.string()), v.description("What keeps alerts from being sent")),
  }),
  testAlerts: v.strictObject({ status: v.pipe(count, v.description("What the webhook answered")) }),
  tryOut: v.strictObject({
    category: v.nullable(v.picklist(CATEGORIES)),
    reason: nullable,
    request: v.strictObject({
      method: v.string(),
      path: v.string(),
      headers: v.record(v.string(), v.string()),
    }),
    origin: v.nullable(message),
    answer: message,
    terminal: v.nullable(v.strictObject({ program: v.string(), shows: v.string(), shows_without: nullable })),
  }),
  getVersion: v.strictObject({ version: v.string() }),
} as const;

export const problem = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: count,
  detail: v.string(),
  errors: v.optional(v.array(v.strictObject({ field: v.string(), wants: v.string() }))),
});
