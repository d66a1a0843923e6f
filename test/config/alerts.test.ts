import { describe, expect, it } from "vitest";
import { suggest } from "../../src/cli/suggest.ts";
import type { Alert } from "../../src/config/alert.ts";
import { alertWords } from "../../src/config/alert-words.ts";
import type { Variables } from "../../src/config/configuration.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

const ROUTES = [
  { path: "/npm/*", format: "npm", origin: "https://npm.acme.io" },
  { path: "/maven/*", format: "maven", origin: "https://maven.acme.io", id: "maven-central" },
];

function read(variables: Variables) {
  return readConfiguration({ ROUTES, ...variables }, suggest);
}

function alertsOf(ALERTS: unknown): readonly Alert[] {
  const configuration = read({ ALERTS });
  if (!configuration.ok) throw new Error(configuration.problem);
  return configuration.alerts;
}

function linesOf(variables: Variables): readonly string[] {
  const configuration = read(variables);
  return configuration.ok ? [] : [configuration.problem, ...(configuration.others ?? [])];
}

const ANY = { categories: [], routes: [], originHosts: [], clients: [] };

describe("conditions", () => {
  it.each<[string, unknown, Alert, string]>([
    [
      "of any failure",
      { many: { at_least: 100 } },
      { name: "many", which: ANY, atLeast: 100, minutes: 10, timesYesterday: null },
      "any failure: at least 100 in 10 minutes",
    ],
    [
      "of one value",
      { a: { category: "blocked", route: "npm", client: "npm", at_least: 1, minutes: 1 } },
      {
        name: "a",
        which: { ...ANY, categories: ["blocked"], routes: ["npm"], clients: ["npm"] },
        atLeast: 1,
        minutes: 1,
        timesYesterday: null,
      },
      "blocked of the route npm seen by npm: at least 1 in 1 minute",
    ],
    [
      "of lists",
      {
        "origin-down": {
          category: ["unreachable", "timeout", "overloaded"],
          origin_host: ["NPM.acme.io", "[::1]:8443"],
          at_least: 20,
          minutes: 120,
        },
      },
      {
        name: "origin-down",
        which: {
          ...ANY,
          categories: ["unreachable", "timeout", "overloaded"],
          originHosts: ["npm.acme.io", "[::1]:8443"],
        },
        atLeast: 20,
        minutes: 120,
        timesYesterday: null,
      },
      "unreachable, timeout or overloaded at npm.acme.io or [::1]:8443: at least 20 in 2 hours",
    ],
    [
      "compared with the same hour of yesterday",
      { tokens: { category: "unauthorized", times_yesterday: 2.5, at_least: 50 } },
      {
        name: "tokens",
        which: { ...ANY, categories: ["unauthorized"] },
        atLeast: 50,
        minutes: 60,
        timesYesterday: 2.5,
      },
      "unauthorized: at least 50 in 1 hour, and 2.5 times as many as a day before",
    ],
  ])("%s", (_name, table, alert, words) => {
    expect(alertsOf(table)).toEqual([alert]);
    expect(alertsOf(JSON.stringify(table))).toEqual([alert]);
    expect(alertWords(alert)).toBe(words);
  });

  it("are none without ALERTS", () => expect(alertsOf(undefined)).toEqual([]));
});

describe("a mistake in ALERTS refuses the configuration", () => {
  it.each<[string, unknown, string]>([
    ["invalid JSON", "{", "ALERTS: is a text but not valid JSON ("],
    [
      "not a table",
      5,
      "ALERTS: wants a table of conditions by name, such as [vars.ALERTS.origin-down], got 5",
    ],
    ["a list", [{ at_least: 5 }], "ALERTS: wants a table of conditions by name"],
    ["a condition that is not a table", { a: 5 }, "ALERTS.a: wants a table with at_least"],
    [
      "no threshold",
      { a: { category: "timeout" } },
      "ALERTS.a.at_least: is missing; it wants a whole number of failures from 1 to 1000000000",
    ],
    ["zero", { a: { at_least: 0 } }, "ALERTS.a.at_least: wants a whole number of failures from 1"],
    ["half a failure", { a: { at_least: 1.5 } }, "ALERTS.a.at_least: wants a whole number"],
    [
      "an unknown field",
      { a: { at_least: 1, minuts: 5 } },
      'ALERTS.a.minuts: is not a field that Outspoken knows; did you mean "minutes"?',
    ],
    [
      "an unknown field of a condition that has the name of a table in routes",
      { help: { at_least: 1, catgory: "timeout" } },
      'ALERTS.help.catgory: is not a field that Outspoken knows; did you mean "category"?',
    ],
    [
      "an unknown category",
      { a: { at_least: 1, category: "timeuot" } },
      'got "timeuot"; did you mean "timeout"?',
    ],
    [
      "an unknown category in a list",
      { a: { at_least: 1, category: ["timeout", "unreachabel"] } },
      "ALERTS.a.category[1]: wants one or a list of bad_request, unauthorized",
    ],
    [
      "a category that is not a failure",
      { a: { at_least: 1, category: "challenge" } },
      "ALERTS.a.category: wants one or",
    ],
    ["an empty list", { a: { at_least: 1, category: [] } }, "ALERTS.a.category: wants one or a list"],
    [
      "an unknown route",
      { a: { at_least: 1, route: ["npm", "maven-centrl"] } },
      'ALERTS.a.route: there is no route "maven-centrl"; did you mean "maven-central"?',
    ],
    [
      "a URL as host",
      { a: { at_least: 1, origin_host: "https://npm.acme.io" } },
      "ALERTS.a.origin_host: wants",
    ],
    ["a client with a version", { a: { at_least: 1, client: "npm/11" } }, "ALERTS.a.client: wants a client"],
    ["more than a day", { a: { at_least: 1, minutes: 1_441 } }, "ALERTS.a.minutes: wants a whole number of"],
    [
      "one time yesterday's number",
      { a: { at_least: 1, times_yesterday: 1 } },
      "ALERTS.a.times_yesterday: wants a number above 1",
    ],
    ["a name with a space", { "a b": { at_least: 1 } }, 'ALERTS["a b"]: wants a name of 1 to 64'],
    [
      "a name that is always sent",
      { gateway_error: { at_least: 1 } },
      "ALERTS.gateway_error: is always sent; wants another name",
    ],
    [
      "too many",
      Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`a${index}`, { at_least: 1 }])),
      "ALERTS: wants at most 50 conditions, got 51",
    ],
  ])("%s", (_name, ALERTS, line) => {
    expect(linesOf({ ALERTS }).join("\n")).toContain(line);
  });

  it("every mistake is reported", () => {
    expect(linesOf({ ALERTS: { a: { at_least: 0, category: "x" }, b: {} } })).toHaveLength(3);
  });
});

describe("the gateway's own URL", () => {
  it.each<[string, Variables, string | null]>([
    ["is what PUBLIC_URL says", { PUBLIC_URL: "https://packages.acme.io" }, "https://packages.acme.io"],
    ["may end in a slash", { PUBLIC_URL: "https://packages.acme.io/" }, "https://packages.acme.io"],
    ["is unknown without it", {}, null],
    [
      "is otherwise the host of a route",
      { ROUTES: [ROUTES[0], { ...ROUTES[1], host: "maven.acme.io" }] },
      "https://maven.acme.io",
    ],
    [
      "is not the host that a preset guesses",
      { ROUTES: undefined, PRESET: "gitlab", ORIGIN: "https://git.acme.io" },
      null,
    ],
  ])("%s", (_name, variables, url) => {
    const configuration = read(variables);
    expect(configuration.ok ? configuration.publicUrl : configuration.problem).toBe(url);
  });

  it.each(["packages.acme.io", "https://packages.acme.io/npm", "ftp://a.io", "https://u:p@a.io", 5, ""])(
    "is refused as %j",
    (PUBLIC_URL) =>
      expect(linesOf({ PUBLIC_URL })).toEqual([
        "PUBLIC_URL: wants the gateway's own https://host, without a path, such as https://packages.example.com",
      ]),
  );
});
