import { describe, expect, it } from "vitest";
import { alertsAnswer, alertsCall, gatewayUrl } from "../../src/cli/alerts-command.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

const LISTED = {
  alerts: [
    {
      name: "down",
      condition: "timeout: at least 5 in 10 minutes",
      state: "firing",
      since: "2026-11-26T10:00:00Z",
      count: 7,
      yesterday: null,
    },
    {
      name: "tokens",
      condition: "unauthorized: at least 50 in 1 hour, and 2 times as many as a day before",
      state: "quiet",
      since: null,
      count: 3,
      yesterday: 2,
    },
    {
      name: "not_configured",
      condition: "a configuration",
      state: "quiet",
      since: null,
      count: null,
      yesterday: null,
    },
  ],
  undelivered: 0,
  troubles: [],
};

it("requests the alerts, or a test message", () => {
  expect(alertsCall(false)).toEqual({ method: "GET", path: "/-/outspoken/api/alerts" });
  expect(alertsCall(true)).toEqual({ method: "POST", path: "/-/outspoken/api/alerts/test" });
});

describe("prints from the answer", () => {
  it("each alert", () => {
    expect(alertsAnswer("GET", 200, JSON.stringify(LISTED))).toEqual({
      exitCode: 0,
      says: `FIRING since 2026-11-26T10:00:00Z down: timeout: at least 5 in 10 minutes, now 7
quiet tokens: unauthorized: at least 50 in 1 hour, and 2 times as many as a day before, now 3 (2 a day before)
quiet not_configured: a configuration`,
    });
  });

  it.each<[string, string, number, string, string, number]>([
    [
      "a message that was taken",
      "POST",
      200,
      '{"status":200}',
      "A message was sent, and the webhook took it.",
      0,
    ],
    [
      "a webhook that refuses",
      "POST",
      502,
      '{"detail":"The webhook answered 404: no_service"}',
      "The webhook answered 404: no_service",
      1,
    ],
    [
      "no webhook",
      "POST",
      503,
      '{"detail":"The secret ALERT_WEBHOOK is not set"}',
      "The secret ALERT_WEBHOOK is not set",
      1,
    ],
    ["another token", "GET", 401, "{}", "That is not the operator's token.", 2],
    ["no operator's page", "GET", 404, "Not found", "There is no operator's page", 2],
    ["another server", "GET", 200, "<html>", "That is not an answer from Outspoken.", 2],
    ["a gateway that is not configured", "GET", 500, "no", "The gateway answered 500", 2],
    ["escapes", "POST", 502, '{"detail":"a\\u001b[31mb"}', "ab", 1],
    [
      "troubles",
      "GET",
      200,
      JSON.stringify({ alerts: [], undelivered: 2, troubles: ["It is dark"] }),
      "Messages that wait for the webhook: 2\nTrouble: It is dark",
      1,
    ],
  ])("%s", (_name, method, status, text, says, exitCode) => {
    const answer = alertsAnswer(method, status, text);
    expect(answer.says.startsWith(says), answer.says).toBe(true);
    expect(answer.exitCode).toBe(exitCode);
  });
});

it.each([
  ["the value of PUBLIC_URL", { PUBLIC_URL: "https://a.acme.io" }, [], "https://a.acme.io"],
  ["its custom domain", {}, ["x/*", { pattern: "b.acme.io", custom_domain: true }], "https://b.acme.io"],
  ["unknown", {}, ["x/*"], null],
])("the gateway is %s", (_name, variables, routes, url) => {
  const ROUTES = [{ path: "/npm/*", format: "npm", origin: "https://npm.acme.io" }];
  const configuration = readConfiguration({ ROUTES, ...variables });
  expect(gatewayUrl({ configuration, settings: { routes } })).toBe(url);
});
