/** The OpenAPI document's descriptions of calls, fields and statuses. */
import type { CallName } from "../api/requests.ts";

interface Words {
  readonly summary: string;
  readonly description?: string;
  /** Statuses besides 200, 400 and 401. */
  readonly refusals?: readonly number[];
}

/** Of each call. */
export const WORDS: Readonly<Record<CallName, Words>> = {
  listFailures: {
    summary: "Failures, newest first",
    description:
      "Challenges (the first step of HTTP authentication) and probes (checks whether something exists) are left out unless the category is named.",
    refusals: [502, 503],
  },
  exportFailures: {
    summary: "The same as CSV (RFC 4180), for a spreadsheet",
    description:
      "The first line names the fields. What a spreadsheet would take for a formula has a ' in front. If there are more, Link: rel=next points to them.",
    refusals: [502, 503],
  },
  getFailure: { summary: "One failure by its reference", refusals: [404, 502, 503] },
  countFailures: { summary: "How many failures, by some of their fields", refusals: [502, 503] },
  countFailuresOverTime: {
    summary: "How many failures of each category, over time",
    description: "Parts of time and categories without failures are absent.",
    refusals: [502, 503],
  },
  listReasons: { summary: "The most frequent reasons", refusals: [502, 503] },
  listPackages: {
    summary: "The packages with the most failures, by category, with the last reason",
    description: "Failures about no package are left out: a path does not always name one.",
    refusals: [502, 503],
  },
  search: {
    summary: "The failures that fit what a person has, best first, and why each fits",
    description:
      "q may be a text from a terminal with everything around it, a package, a version, a client, a status, a category, a time (UTC if it names no zone), a reference, a URL of the gateway, and any of them together. Identical failures are one result. It looks a week back and, if that finds nothing, as far as failures are kept.",
    refusals: [502, 503],
  },
  listOrigins: {
    summary: "The origins that failed, by cause, those with the most outages first",
    refusals: [502, 503],
  },
  listSwitches: { summary: "Every route's switch: configured, in KV, and in effect" },
  listSwitchChanges: {
    summary: "The last fifty changes of switches, newest first",
    description:
      "KV may take a minute to list the newest. who is not verified: it is the name given at the sign-in, the header From of a script, or the user of the machine on which npm run switch ran.",
  },
  setSwitch: {
    summary: "Write a route's switch to KV",
    description:
      "Takes effect everywhere within about 90 seconds, when caches have expired. The change is recorded under the name in the header From.",
    refusals: [403, 404, 413, 502, 503],
  },
  clearSwitch: {
    summary: "Remove a route's switch from KV, so that the configured value applies",
    refusals: [403, 404, 502, 503],
  },
  listAlerts: {
    summary: "Every alert: its condition, what is counted now, and whether it is firing",
    description: "Those of ALERTS, then those that are always sent.",
  },
  testAlerts: {
    summary: "Send a message to the secret ALERT_WEBHOOK, to see whether it arrives",
    refusals: [403, 502, 503],
  },
  tryOut: {
    summary: "What Outspoken would answer, and what the client's terminal would print",
    description: "No request is made, and nothing is counted.",
    refusals: [403, 413],
  },
  getVersion: { summary: "The version of Outspoken that answers" },
  describeApi: { summary: "This document" },
};

/** Of each field of a request. */
export const FIELDS: Readonly<Record<string, string>> = {
  since: "The first moment; by default 24 hours before until",
  until: "The moment at which to stop; by default now",
  route: "The id of a route",
  category: "A category of failure",
  format: "A package format",
  client: "A client as it is counted, such as npm or maven",
  package: "A package as it is counted, such as @acme/left-pad or org.acme:lib",
  version: "A version of a package, or an image's tag or digest",
  origin_host: "The host of an origin, with its port, or service:BINDING",
  mode: "on: what Outspoken said; observe: what it would have said",
  reason: "The full text of a reason",
  limit: "At most this many",
  cursor: "next_cursor of the page before",
  by: "Fields to count by",
  q: "What a person has: see the description",
  step_seconds: "Length of each part of time; by default chosen so that there are about 60",
  ref: "The reference of a failure",
};

/** Of each status that is not 200. */
export const REFUSALS: Readonly<Record<number, string>> = {
  400: "A field is wrong; errors names it and what it wants",
  401: "No token, or not the right one",
  403: "Another site made a browser send this",
  404: "There is no such failure or route",
  413: "The body is too long",
  429: "Not the right token, like the last ones from this address",
  502: "Analytics SQL or the webhook failed, or KV could not be written",
  503: "Nothing is configured to answer this; the detail says what to set",
};
