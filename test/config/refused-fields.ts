/** Refused values of a route's other fields: times, switches, notices, breakers and status rules. */
import { ROUTE } from "./read.ts";
import type { Refused } from "./refused-routes.ts";

export const REFUSED_FIELDS: readonly Refused[] = [
  ["ROUTES[0].timeout_ms: wants a whole number", { ROUTES: [{ ...ROUTE, timeout_ms: "9s" }] }],
  ["ROUTES[0].timeout_ms: wants a whole number", { ROUTES: [{ ...ROUTE, timeout_ms: 0 }] }],
  ["ROUTES[0].retries: wants a whole number from 0 to 5", { ROUTES: [{ ...ROUTE, retries: 9 }] }],
  [
    'ROUTES[0].enabled: wants true, false, "observe" or a share such as "25%", got "150%"',
    { ROUTES: [{ ...ROUTE, enabled: "150%" }] },
  ],
  ['ROUTES[0].enabled: wants true, false, "observe"', { ROUTES: [{ ...ROUTE, enabled: "observed" }] }],
  ["ROUTES[0].rewrite_urls: wants true or false", { ROUTES: [{ ...ROUTE, rewrite_urls: "yes" }] }],
  ["ROUTES[0].trusts: wants a list of ids", { ROUTES: [{ ...ROUTE, trusts: "pypi" }] }],
  ["ROUTES[0].trusts[0]: wants a list of ids", { ROUTES: [{ ...ROUTE, trusts: [1] }] }],
  ['ROUTES[0].trusts[0]: there is no route "pipy"', { ROUTES: [{ ...ROUTE, trusts: ["pipy"] }] }],
  [
    'ROUTES[0].upstream_errors: wants "pass" or "bad_gateway"',
    { ROUTES: [{ ...ROUTE, upstream_errors: "hide" }] },
  ],
  ["ROUTES[0].notice: wants one line of text", { ROUTES: [{ ...ROUTE, notice: "a\nb" }] }],
  ["ROUTES[0].notice: wants one line of text", { ROUTES: [{ ...ROUTE, notice: 7 }] }],
  ["ROUTES[0].notice.text: is missing; it wants one line", { ROUTES: [{ ...ROUTE, notice: {} }] }],
  [
    "ROUTES[0].notice.below: wants a version such as",
    { ROUTES: [{ ...ROUTE, notice: { text: "a", client: "npm", below: "^11" } }] },
  ],
  ["ROUTES[0].notice: wants a client too", { ROUTES: [{ ...ROUTE, notice: { text: "a", below: "11" } }] }],
  [
    "ROUTES[0].notice[1].client: wants a client as it is counted",
    { ROUTES: [{ ...ROUTE, notice: [{ text: "a" }, { text: "b", client: "npm 11" }] }] },
  ],
  ["ROUTES[0].notice[0]: wants one line of text, a table", { ROUTES: [{ ...ROUTE, notice: ["a"] }] }],
  [
    "ROUTES[0].notice.clint: is not a field that Outspoken knows",
    { ROUTES: [{ ...ROUTE, notice: { text: "a", clint: "npm" } }] },
  ],
  ["ROUTES[0].last_resort: wants true or false", { ROUTES: [{ ...ROUTE, last_resort: 1 }] }],
  ['ROUTES[0].stale_if_error: wants true, false or "always"', { ROUTES: [{ ...ROUTE, stale_if_error: 1 }] }],
  ["ROUTES[0].breaker: wants { failures, open_seconds }", { ROUTES: [{ ...ROUTE, breaker: 5 }] }],
  [
    "ROUTES[0].breaker.failures: wants a whole number from 2 to 1000",
    { ROUTES: [{ ...ROUTE, breaker: { failures: 1, open_seconds: 30 } }] },
  ],
  [
    "ROUTES[0].breaker.open_seconds: wants a whole number of seconds from 1 to 3600",
    { ROUTES: [{ ...ROUTE, breaker: { failures: 5, open_seconds: 0 } }] },
  ],
  [
    "ROUTES[0].status_rules[0].status: wants a status",
    { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 }, status: 200 }] }] },
  ],
  [
    "ROUTES[0].timeout_ms: wants a whole number of milliseconds from 1 to 600000",
    { ROUTES: [{ ...ROUTE, timeout_ms: "9s" }] },
  ],
  [
    "ROUTES[0].timeout_ms.write: wants a whole number of milliseconds from 1 to 600000",
    { ROUTES: [{ ...ROUTE, timeout_ms: { write: 600_001 } }] },
  ],
  ["ROUTES[0].timeout_ms.writes: is not a field", { ROUTES: [{ ...ROUTE, timeout_ms: { writes: 1_000 } }] }],
  [
    "ROUTES[0].status_rules[0]: wants a status, a category or both",
    { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 } }] }] },
  ],
  [
    "ROUTES[0].status_rules[0].category: wants one of bad_request, unauthorized, forbidden",
    { ROUTES: [{ ...ROUTE, status_rules: [{ when: { status: 500 }, category: "challenge" }] }] },
  ],
  [
    "ROUTES[0].status_rules[0].when: wants at least one",
    { ROUTES: [{ ...ROUTE, status_rules: [{ when: {}, status: 404 }] }] },
  ],
];
