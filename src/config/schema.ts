/**
 * The shape of `ROUTES` as operators write it. Every message says what the field wants.
 */
import * as v from "valibot";
import { FORMAT_NAMES } from "../clients/index.ts";
import { RETRIES_MAX, ROUTES_MAX, TIMEOUT_MAX_MS, TIMEOUT_MIN_MS } from "../limits.ts";

const TRUE_OR_FALSE = "wants true or false";
const STATUS = `wants a status from 400 to 599`;

const status = v.pipe(v.number(STATUS), v.integer(STATUS), v.minValue(400, STATUS), v.maxValue(599, STATUS));

/** `true`, `false` or a share such as `"25%"`; out: percent of the clients. */
const SHARE = 'wants true, false or a share such as "25%"';
export const share = v.union(
  [
    v.pipe(
      v.boolean(),
      v.transform((on) => (on ? 100 : 0)),
    ),
    v.pipe(
      v.string(),
      v.regex(/^(?:100|\d{1,2})%$/),
      v.transform((text) => Number(text.slice(0, -1))),
    ),
  ],
  SHARE,
);

const PATH =
  "wants a path pattern such as /npm/* or /projects/*/npm/* (* is one whole segment, or the rest at the end)";
const path = v.pipe(
  v.string(PATH),
  v.regex(/^\/(?:(?:[\w.~!$&'()+,;=:@%-]+|\*)\/)*(?:[\w.~!$&'()+,;=:@%-]+|\*)?$/, PATH),
  // One `*` in the middle of a pattern that names a single resource would be of no use to any package format.
  v.check((text) => !text.includes("*/") || text.endsWith("/*"), PATH),
  v.check((text) => !/(?:^|\/)\.{1,2}(?:\/|$)/.test(text), PATH),
  v.check((text) => !text.startsWith("/-/outspoken"), "can't be /-/outspoken/, the operator's door"),
  v.check((text) => !text.startsWith("/cdn-cgi/"), "can't be under /cdn-cgi/, which is Cloudflare's own"),
);

const ORIGIN = "wants https://host/base or service:BINDING/base, without credentials, query or fragment";
const origin = v.pipe(v.string(ORIGIN), v.check(isOrigin, ORIGIN));

const RULE = "wants { when = { status, code, reason_contains }, status = ... }";
const statusRule = v.strictObject(
  {
    name: v.optional(
      v.pipe(
        v.string("wants a text"),
        v.minLength(1, "wants a text"),
        v.maxLength(64, "wants at most 64 characters"),
      ),
    ),
    when: v.pipe(
      v.strictObject(
        {
          status: v.optional(status),
          code: v.optional(v.string("wants the origin's code as a text")),
          reason_contains: v.optional(v.pipe(v.string("wants a text"), v.minLength(1, "wants a text"))),
        },
        (issue) => unknownOr(issue, "wants { status, code, reason_contains }"),
      ),
      v.check((when) => Object.keys(when).length > 0, "wants at least one of status, code, reason_contains"),
    ),
    status,
  },
  (issue) => unknownOr(issue, RULE),
);

const TIMEOUT = `wants a whole number of milliseconds from ${TIMEOUT_MIN_MS} to ${TIMEOUT_MAX_MS}`;
const RETRIES = `wants a whole number from 0 to ${RETRIES_MAX}`;
const ID = "wants 1 to 64 letters, digits, dots, dashes or underscores";
const HOST = "wants a host name such as packages.example.com";
const SECRET_NAME = "wants the name of a secret, such as NPM_ORIGIN_TOKEN, not the secret itself";
const NOTICE = "wants one line of text";

const FORMAT = `wants one of ${FORMAT_NAMES.join(", ")}`;
/** What the fields want that every route must have, by the name under which valibot misses them. */
const REQUIRED: Readonly<Record<string, string>> = { '"path"': PATH, '"format"': FORMAT };

export const route = v.strictObject(
  {
    path,
    format: v.picklist(FORMAT_NAMES, FORMAT),
    origin: v.optional(origin),
    host: v.optional(v.pipe(v.string(HOST), v.regex(/^[a-z0-9.-]+(?::\d{1,5})?$/i, HOST))),
    id: v.optional(v.pipe(v.string(ID), v.regex(/^[\w.-]{1,64}$/, ID))),
    enabled: v.optional(share, true),
    timeout_ms: v.optional(
      v.pipe(
        v.number(TIMEOUT),
        v.integer(TIMEOUT),
        v.minValue(TIMEOUT_MIN_MS, TIMEOUT),
        v.maxValue(TIMEOUT_MAX_MS, TIMEOUT),
      ),
    ),
    retries: v.optional(
      v.pipe(v.number(RETRIES), v.integer(RETRIES), v.minValue(0, RETRIES), v.maxValue(RETRIES_MAX, RETRIES)),
      1,
    ),
    rewrite_urls: v.optional(v.boolean(TRUE_OR_FALSE)),
    origin_auth: v.optional(v.pipe(v.string(SECRET_NAME), v.regex(/^[A-Za-z_]\w{0,63}$/, SECRET_NAME))),
    upstream_errors: v.optional(v.picklist(["pass", "bad_gateway"], 'wants "pass" or "bad_gateway"'), "pass"),
    status_rules: v.optional(v.array(statusRule, "wants a list of rules"), []),
    notice: v.optional(v.pipe(v.string(NOTICE), v.regex(/^[^\r\n]{1,500}$/, NOTICE))),
    last_resort: v.optional(v.boolean(TRUE_OR_FALSE), false),
  },
  (issue) => REQUIRED[issue.expected ?? ""] ?? unknownOr(issue, "wants a table with path, format and origin"),
);

export const routes = v.pipe(
  v.array(route, "wants an array of tables ([[vars.ROUTES]]) or the same as JSON text"),
  v.minLength(1, "wants at least one route"),
  v.maxLength(ROUTES_MAX, `wants at most ${ROUTES_MAX} routes`),
);

export type RouteInput = v.InferOutput<typeof route>;

function unknownOr(issue: { readonly expected: string | null }, wants: string): string {
  return issue.expected === "never" ? "is not a field that Outspoken knows" : wants;
}

function isOrigin(text: string): boolean {
  if (text.startsWith("service:")) return /^service:[A-Za-z_]\w*(?:\/[^?#\s\\]*)?$/.test(text);
  return isHttpOrigin(text);
}

/** True for `https://host/base` (or `http:`) without credentials, query or fragment. */
export function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s\\]/.test(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
