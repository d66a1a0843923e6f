/**
 * What the calls of the API take. Every message says what the field wants; the OpenAPI file is generated from these.
 */
import * as v from "valibot";
import { DIMENSIONS, type FilterField } from "../../analytics/store.ts";
import { FORMAT_NAMES } from "../../clients/index.ts";
import { MAINTENANCE_VALUE, parseSetting } from "../../config/setting.ts";
import { CATEGORIES } from "../../failure/category.ts";
import { readHelp } from "../../failure/help-template.ts";
import {
  DATA_POINT_BLOB_MAX_BYTES,
  DATA_POINT_REASON_MAX_BYTES,
  REASON_MAX_CHARACTERS,
} from "../../limits.ts";
import { SEARCH_MAX_CHARACTERS } from "../search/pasted.ts";
import { RESULTS_MAX, RESULTS_SHOWN } from "../search/search.ts";
import { SHAPE_NAMES } from "../try-out/origin-shapes.ts";

export const LIST_MAX = 200;
export const GROUPS_MAX = 1_000;
/** About 3 MB of text, which an isolate has in memory at once. */
export const CSV_ROWS_MAX = 5_000;
const STEP_MIN_SECONDS = 60;
const STEP_MAX_SECONDS = 7 * 86_400;
const USER_AGENT_MAX_CHARACTERS = 500;

const UNKNOWN = "is not a field of this call";
const TIME = "wants a time such as 2026-08-22T10:00:00Z";
const ROUTE = "wants the id of a route";
const CLIENT = "wants a client as it is counted, such as npm or maven";
const PACKAGE = "wants a package as it is counted, such as @acme/left-pad or org.acme:lib, without quotes";
const VERSION = "wants a version as it is counted, without quotes";
const ORIGIN_HOST = "wants a host as it is counted, such as registry.example.com or service:BINDING";
const MODES = ["on", "observe"] as const;
const REASON =
  "wants a reason as it is counted: one line, at most 512 characters; empty for those without one";
const CURSOR = "wants the next_cursor of the page before";

const time = v.optional(v.pipe(v.string(TIME), v.isoTimestamp(TIME)));

/** A number in a query string. */
function integer(least: number, most: number) {
  const wants = `wants a whole number from ${least} to ${most}`;
  return v.pipe(
    v.string(wants),
    v.regex(/^\d{1,9}$/, wants),
    v.transform(Number),
    v.number(),
    v.integer(),
    v.minValue(least, wants),
    v.maxValue(most, wants),
  );
}

/** No format allows quotes and the like in a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: what is counted has none.
const NAME_PATTERN = /^[^\x00-\x1f\x7f-\x9f'"`;\\]+$/;

function packageOrVersion(wants: string) {
  return v.optional(
    v.pipe(v.string(wants), v.regex(NAME_PATTERN, wants), v.maxLength(DATA_POINT_BLOB_MAX_BYTES, wants)),
  );
}

/** What failures can be filtered by, in a call and on a page. */
export const FIELD_FILTERS = {
  route: v.optional(v.pipe(v.string(ROUTE), v.regex(/^[\w.-]{1,64}$/, ROUTE))),
  category: v.optional(v.picklist(CATEGORIES, `wants one of ${CATEGORIES.join(", ")}`)),
  format: v.optional(v.picklist(FORMAT_NAMES, `wants one of ${FORMAT_NAMES.join(", ")}`)),
  client: v.optional(v.pipe(v.string(CLIENT), v.regex(/^[a-z][\w.+-]{0,39}$/, CLIENT))),
  package: packageOrVersion(PACKAGE),
  version: packageOrVersion(VERSION),
  origin_host: v.optional(v.pipe(v.string(ORIGIN_HOST), v.regex(/^[\w.:[\]-]{1,262}$/, ORIGIN_HOST))),
  mode: v.optional(v.picklist(MODES, `wants one of ${MODES.join(", ")}`)),
  reason: v.optional(
    v.pipe(
      v.string(REASON),
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what is counted has none.
      v.regex(/^[^\x00-\x1f\x7f]*$/, REASON),
      v.maxLength(DATA_POINT_REASON_MAX_BYTES, REASON),
    ),
  ),
} satisfies Record<FilterField, v.GenericSchema>;

/** The filters of every call that counts or lists failures. */
export const FILTER = { since: time, until: time, ...FIELD_FILTERS };

const DIMENSION = `wants some of ${DIMENSIONS.join(", ")}, with commas between`;

/** `<seconds>.<reference>` of the last failure of the page before. */
export const CURSOR_PATTERN = /^\d{1,12}\.[a-z]{0,32}$/;
const cursor = v.optional(v.pipe(v.string(CURSOR), v.regex(CURSOR_PATTERN, CURSOR)));

const listFailures = v.strictObject(
  { ...FILTER, limit: v.optional(integer(1, LIST_MAX), "50"), cursor },
  UNKNOWN,
);

const exportFailures = v.strictObject(
  { ...FILTER, limit: v.optional(integer(1, CSV_ROWS_MAX), "1000"), cursor },
  UNKNOWN,
);

const countFailures = v.strictObject(
  {
    ...FILTER,
    by: v.optional(
      v.pipe(
        v.string(DIMENSION),
        v.transform((text) => [...new Set(text.split(","))]),
        v.array(v.picklist(DIMENSIONS, DIMENSION)),
        v.minLength(1, DIMENSION),
      ),
      "category",
    ),
    limit: v.optional(integer(1, GROUPS_MAX), "100"),
  },
  UNKNOWN,
);

const countFailuresOverTime = v.strictObject(
  { ...FILTER, step_seconds: v.optional(integer(STEP_MIN_SECONDS, STEP_MAX_SECONDS)) },
  UNKNOWN,
);

const listTop = v.strictObject({ ...FILTER, limit: v.optional(integer(1, LIST_MAX), "20") }, UNKNOWN);

const QUERY = `wants what a person has, such as the text on the terminal, in 1 to ${SEARCH_MAX_CHARACTERS} characters`;
const search = v.strictObject(
  {
    q: v.pipe(v.string(QUERY), v.minLength(1, QUERY), v.maxLength(SEARCH_MAX_CHARACTERS, QUERY)),
    limit: v.optional(integer(1, RESULTS_MAX), String(RESULTS_SHOWN)),
  },
  ({ expected }) => (expected === "never" ? UNKNOWN : QUERY),
);

/** What is wrong with a body as a whole: an unknown field, a missing one (`wants`), or no JSON object at all. */
function bodyMessage(issue: { readonly expected: string | null }, wants: string): string {
  if (issue.expected === "never") return UNKNOWN;
  return issue.expected === "Object" ? "wants a JSON object" : wants;
}

const SWITCH = 'wants "on", "off", "observe", a share such as "25%", or { maintenance: { text, until } }';
const switchText = v.pipe(
  v.string(SWITCH),
  v.check((value) => parseSetting(value) !== null, SWITCH),
);
const setSwitch = v.strictObject(
  {
    value: v.union([switchText, MAINTENANCE_VALUE], SWITCH),
  },
  (issue) => bodyMessage(issue, SWITCH),
);

const FORMAT = `wants one of ${FORMAT_NAMES.join(", ")}`;
const STATUS = "wants a status from 400 to 599";
const MESSAGE = `wants a text of at most ${REASON_MAX_CHARACTERS} characters`;
const helpText = v.pipe(
  v.string("wants a text"),
  v.check(
    (text) => text.trim() === "" || readHelp(text).ok,
    ({ input }) => helpMistake(input),
  ),
);

function helpMistake(text: string): string {
  const read = readHelp(text);
  return read.ok ? "" : read.mistake.says;
}

const USER_AGENT = "wants one line of printable ASCII";

export const tryOutRequest = v.strictObject(
  {
    format: v.picklist(FORMAT_NAMES, FORMAT),
    program: v.optional(v.pipe(v.string("wants a text"), v.maxLength(60, "wants the name of a program")), ""),
    user_agent: v.optional(
      v.pipe(
        v.string(USER_AGENT),
        v.regex(/^[\x20-\x7e]*$/, USER_AGENT),
        v.maxLength(USER_AGENT_MAX_CHARACTERS, USER_AGENT),
      ),
      "",
    ),
    shape: v.optional(v.picklist(SHAPE_NAMES, `wants one of ${SHAPE_NAMES.join(", ")}`), "message"),
    status: v.optional(
      v.pipe(v.number(STATUS), v.integer(STATUS), v.minValue(400, STATUS), v.maxValue(599, STATUS)),
      403,
    ),
    message: v.optional(v.pipe(v.string(MESSAGE), v.maxLength(REASON_MAX_CHARACTERS, MESSAGE)), ""),
    help: v.optional(helpText, ""),
  },
  (issue) => bodyMessage(issue, FORMAT),
);

/** The letters of a reference. */
export const REF_PATTERN = /^[a-z]{4,32}$/;

/** Every call: its method, its path below `/-/outspoken/api`, and what it takes. */
export const CALLS = {
  listFailures: { method: "get", path: "/failures", query: listFailures },
  exportFailures: { method: "get", path: "/failures.csv", query: exportFailures },
  getFailure: { method: "get", path: "/failures/:ref" },
  countFailures: { method: "get", path: "/counts", query: countFailures },
  countFailuresOverTime: { method: "get", path: "/counts/over-time", query: countFailuresOverTime },
  listReasons: { method: "get", path: "/reasons", query: listTop },
  listPackages: { method: "get", path: "/packages", query: listTop },
  listOrigins: { method: "get", path: "/origins", query: listTop },
  search: { method: "get", path: "/search", query: search },
  listSwitches: { method: "get", path: "/switches" },
  listSwitchChanges: { method: "get", path: "/switches/changes" },
  setSwitch: { method: "put", path: "/switches/:route", body: setSwitch },
  clearSwitch: { method: "delete", path: "/switches/:route" },
  listAlerts: { method: "get", path: "/alerts" },
  testAlerts: { method: "post", path: "/alerts/test" },
  tryOut: { method: "post", path: "/try-out", body: tryOutRequest },
  getVersion: { method: "get", path: "/version" },
  describeApi: { method: "get", path: "/openapi.json" },
} as const;

export type CallName = keyof typeof CALLS;
