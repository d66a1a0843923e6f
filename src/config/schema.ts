/**
 * The shape of `ROUTES` as operators write it. Every message says what the field wants.
 */
import * as v from "valibot";
import { FORMAT_NAMES } from "../clients/index.ts";
import { REFUSALS } from "../failure/category.ts";
import { RETRIES_MAX, TIMEOUT_MAX_MS, TIMEOUT_MIN_MS } from "../limits.ts";
import { enabled } from "./enabled-field.ts";
import { tableWants, text, UNKNOWN, whole } from "./field.ts";
import { helpTable } from "./help.ts";
import { notice, notices } from "./notice-field.ts";
import { origin, via } from "./origin-field.ts";
import { originHeaders, secretName } from "./origin-headers.ts";
import { breaker, fallback, staleIfError } from "./outage-fields.ts";
import { plainPath } from "./path-pattern.ts";

const TRUE_OR_FALSE = "wants true or false";
const status = whole("a status", 400, 599);

const milliseconds = whole("a whole number of milliseconds", TIMEOUT_MIN_MS, TIMEOUT_MAX_MS);
/** A number sets both; a table may leave one of them to the format. */
const bothTimeouts = v.pipe(
  milliseconds,
  v.transform((both) => ({ read: both, write: both })),
);
const timeouts = v.objectWithRest(
  { read: v.optional(milliseconds), write: v.optional(milliseconds) },
  UNKNOWN,
);
const timeout = v.lazy((input) => (typeof input === "object" && input !== null ? timeouts : bothTimeouts));

const PATH =
  "wants a path pattern such as /npm/* or /projects/*/npm/* (* is one whole segment, or the rest at the end)";
const path = v.pipe(
  text(/^\/(?:(?:[\w.~!$&'()+,;=:@%-]+|\*)\/)*(?:[\w.~!$&'()+,;=:@%-]+|\*)?$/, PATH),
  v.transform(plainPath),
  // One `*` in the middle of a pattern that names a single resource would be of no use to any package format.
  v.check((text) => !text.includes("*/") || text.endsWith("/*"), "wants /* at its end if it has a * before"),
  v.check((text) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text), PATH),
  v.check((text) => !text.startsWith("/-/outspoken"), "can't be /-/outspoken/, the operator's page"),
  v.check(
    (text) => !text.startsWith("/-/why/"),
    "can't be under /-/why/, where the gateway answers last resorts",
  ),
  v.check((text) => !text.startsWith("/cdn-cgi/"), "can't be under /cdn-cgi/, which is Cloudflare's own"),
);

const RULE = 'wants { when = { status, code, reason_contains }, status = ..., category = "..." }';
const ruleFields = v.objectWithRest(
  {
    name: v.optional(text(/^.{1,64}$/s, "wants a text of 1 to 64 characters")),
    when: v.pipe(
      v.objectWithRest(
        {
          status: v.optional(status),
          code: v.optional(v.string("wants the origin's code as a text")),
          reason_contains: v.optional(text(/./s, "wants a text")),
        },
        UNKNOWN,
        "wants { status, code, reason_contains }",
      ),
      v.check((when) => Object.keys(when).length > 0, "wants at least one of status, code, reason_contains"),
    ),
    status: v.optional(status),
    category: v.optional(v.picklist(REFUSALS, `wants one of ${REFUSALS.join(", ")}`)),
  },
  UNKNOWN,
  RULE,
);
const statusRule = v.pipe(
  ruleFields,
  v.check(
    ({ status, category }) => status !== undefined || category !== undefined,
    "wants a status, a category or both",
  ),
);

const ID = "wants 1 to 64 letters, digits, dots, dashes or underscores";
const TRUSTS = 'wants a list of ids of other routes, such as ["npm"]';

const FORMAT = `wants one of ${FORMAT_NAMES.join(", ")}`;
export const route = v.objectWithRest(
  {
    path,
    format: v.picklist(FORMAT_NAMES, FORMAT),
    origin: v.optional(origin),
    via: v.optional(via),
    host: v.optional(text(/^[a-z0-9.-]+(?::\d{1,5})?$/i, "wants a host name such as packages.example.com")),
    id: v.optional(text(/^[\w.-]{1,64}$/, ID)),
    enabled: v.optional(enabled, true),
    timeout_ms: v.optional(timeout),
    retries: v.optional(whole("a whole number", 0, RETRIES_MAX), 1),
    rewrite_urls: v.optional(v.boolean(TRUE_OR_FALSE)),
    trusts: v.optional(v.array(v.string(TRUSTS), TRUSTS), []),
    origin_auth: v.optional(secretName),
    origin_headers: v.optional(originHeaders, {}),
    upstream_errors: v.optional(v.picklist(["pass", "bad_gateway"], 'wants "pass" or "bad_gateway"'), "pass"),
    status_rules: v.optional(v.array(statusRule, "wants a list of rules"), []),
    help: v.optional(helpTable),
    notice: v.optional(notices, []),
    last_resort: v.optional(v.boolean(TRUE_OR_FALSE), false),
    web_pages: v.optional(v.picklist(["fail", "pass"], 'wants "fail" or "pass"'), "fail"),
    fallback: v.optional(fallback),
    breaker: v.optional(breaker),
    stale_if_error: v.optional(staleIfError, false),
  },
  UNKNOWN,
  tableWants("wants a table with path, format and origin", { path: PATH, format: FORMAT }),
);

export type RouteInput = v.InferOutput<typeof route>;

/** The fields of each table in a route, by the field that contains it; those of the route itself by the empty text. */
export const FIELDS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    "": route,
    breaker,
    fallback,
    notice,
    help: helpTable,
    HELP: helpTable,
    status_rules: statusRule,
    timeout_ms: timeouts,
    when: statusRule.entries.when,
  }).map(([field, table]) => [field, Object.keys(table.entries)]),
);
