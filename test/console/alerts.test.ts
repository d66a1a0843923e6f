/** Alerts from a stopped origin to the message at a webhook, over real sockets; the minutes are the cron's own. */
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ANSWERS } from "../../src/console/openapi/schemas.ts";
import { Origin } from "../sockets/origin.ts";
import { AlertedGateway } from "./alerted-gateway.ts";
import { WebhookReceiver } from "./webhook-receiver.ts";

let webhook: WebhookReceiver;
let origin: Origin | null = null;
let gateway: AlertedGateway | null = null;

beforeEach(async () => {
  webhook = await WebhookReceiver.start();
});

afterEach(async () => {
  await gateway?.close();
  await origin?.close();
  await webhook.close();
  gateway = null;
  origin = null;
});

const ALERTS = {
  "origin-down": { category: ["unreachable", "timeout"], at_least: 5, minutes: 10 },
  "never-met": { category: "conflict", at_least: 1 },
};

async function originAt(port = 0): Promise<Origin> {
  origin = await Origin.start({ port });
  origin.on("*", (exchange) => exchange.answer("200 OK", { "content-type": "text/plain" }, "here"));
  return origin;
}

async function started(variables = {}): Promise<{ gateway: AlertedGateway; origin: Origin }> {
  const running = await originAt();
  gateway = await AlertedGateway.start({
    ROUTES: [{ path: "/npm/*", format: "npm", origin: running.url, retries: 0 }],
    PUBLIC_URL: "https://packages.acme.io",
    ALERT_WEBHOOK: webhook.url,
    ALERTS,
    ...variables,
  });
  return { gateway, origin: running };
}

describe("an origin that is stopped under load", () => {
  test("causes one message when the alert begins and one when it is over", async () => {
    const { gateway: alerted, origin: running } = await started();
    await alerted.ask("/npm/@acme%2fleft-pad", 3);
    await alerted.run(1);
    expect(webhook.asked).toBe(0);

    await running.close();
    await alerted.ask("/npm/@acme%2fleft-pad", 4);
    await alerted.run(2);
    expect(webhook.asked).toBe(0);
    await alerted.ask("/npm/other", 3);
    for (const minute of [2, 3, 4]) await alerted.run(minute);
    expect(webhook.states()).toEqual(["origin-down firing"]);
    const host = `127.0.0.1:${running.port}`;
    expect(webhook.taken[0]).toMatchObject({
      count: 7,
      says: "7 in 10 minutes: unreachable or timeout. The alert begins at 5",
      origins: [{ origin_host: host, route: "npm", count: 7 }],
      reasons: [{ category: "unreachable", count: 7 }],
      packages: [
        { format: "npm", package: "@acme/left-pad", count: 4 },
        { format: "npm", package: "other", count: 3 },
      ],
      link: expect.stringMatching(/^https:\/\/packages\.acme\.io\/-\/outspoken\/\?from=[^&]+$/),
    });
    expect(webhook.taken[0]?.text).toContain(`\`${host}\` (route npm) 7`);

    await originAt(running.port);
    await alerted.ask("/npm/other");
    for (const minute of [8, 11, 13, 16, 20]) await alerted.run(minute);
    expect(webhook.states()).toEqual(["origin-down firing"]);
    for (const minute of [23, 24, 25]) await alerted.run(minute);
    expect(webhook.states()).toEqual(["origin-down firing", "origin-down over"]);
    expect(webhook.taken[1]).toMatchObject({
      count: 7,
      since: webhook.taken[0]?.since,
      says: "Over after 21 minutes, with 7 failures in all",
    });
    expect(await alerted.keys()).toEqual(["alerts/state"]);
  });
});

describe("a webhook that is down", () => {
  test.each([
    ["answers 500", { status: 500, body: "down for /services/T0000/hunter2hunter2" }, 3],
    ["says that the channel is gone", { status: 404, body: "no_service" }, 1],
    ["redirects elsewhere", { status: 302, headers: { location: "https://example.com/" } }, 1],
  ])("and %s gets it when it is back", async (_name, refusal, tries) => {
    const { gateway: alerted, origin: running } = await started();
    await running.close();
    await alerted.ask("/npm/a", 5);
    webhook.refusal = refusal;
    await alerted.run(2);
    expect(webhook.asked).toBe(tries);
    const line = await alerted.log.line({ event: "alert_undelivered" });
    expect(line).toMatchObject({ waiting: 1, why: expect.stringContaining(String(refusal.status)) });
    expect(JSON.stringify(line)).not.toContain("hunter2");
    expect(v.parse(ANSWERS.listAlerts, await (await alerted.api("/alerts")).json()).undelivered).toBe(1);
    webhook.refusal = null;
    await alerted.run(4);
    await alerted.run(5);
    expect(webhook.states()).toEqual(["origin-down firing"]);
  });

  test("is left alone for as long as it asks, and gets all of it in order", async () => {
    const { gateway: alerted, origin: running } = await started();
    await running.close();
    await alerted.ask("/npm/a", 5);
    webhook.refusal = { status: 429, headers: { "retry-after": "1500" } };
    await alerted.run(2);
    await alerted.run(13);
    await alerted.run(23);
    expect(webhook.asked).toBe(1);
    webhook.refusal = null;
    await alerted.run(28);
    expect(webhook.states()).toEqual(["origin-down firing", "origin-down over"]);
  });

  test("does not hold up the others if it refuses one message", async () => {
    const { gateway: alerted, origin: running } = await started({
      ALERTS: { ...ALERTS, any: { at_least: 5 } },
    });
    await running.close();
    await alerted.ask("/npm/a", 5);
    webhook.refusal = { status: 400 };
    await alerted.run(2);
    expect(webhook.asked).toBe(2);
    webhook.refusal = null;
    await alerted.run(3);
    expect(webhook.states().toSorted()).toEqual(["any firing", "origin-down firing"]);
  });
});

describe("what is always sent", () => {
  test("a configuration that refuses every request, once", async () => {
    gateway = await AlertedGateway.start({ ROUTES: "{", ALERT_WEBHOOK: webhook.url });
    await gateway.run(0);
    await gateway.run(1);
    expect(webhook.states()).toEqual(["not_configured firing"]);
    expect(webhook.taken[0]?.says).toMatch(/^Every request is answered with 500: ROUTES: is a text but not/);
  });

  test("a route without its secret", async () => {
    gateway = await AlertedGateway.start({
      ROUTES: [{ path: "/npm/*", format: "npm", origin: "https://npm.acme.io", origin_auth: "NPM_TOKEN" }],
      ALERT_WEBHOOK: webhook.url,
    });
    await gateway.run(0);
    expect(webhook.taken[0]?.says).toMatch(/^Requests of one route are answered with 500: .*NPM_TOKEN/);
  });

  test("that nothing can be counted", async () => {
    const { gateway: alerted } = await started({ LOCAL_STORE: "" });
    await alerted.run(0);
    await alerted.run(9);
    expect(webhook.states()).toEqual([]);
    await alerted.run(10);
    await alerted.run(11);
    expect(webhook.states()).toEqual(["alerts_blind firing"]);
    expect(webhook.taken[0]?.says).toContain("Failures can't be looked up");
  });
});

describe("nothing is sent", () => {
  test("without a webhook", async () => {
    const { gateway: alerted } = await started({ ALERT_WEBHOOK: "" });
    await alerted.ask("/npm/a");
    const { troubles } = v.parse(ANSWERS.listAlerts, await (await alerted.api("/alerts")).json());
    expect(troubles).toEqual(["The secret ALERT_WEBHOOK is not set"]);
  });

  test("without a namespace to record what was sent", async () => {
    gateway = await AlertedGateway.start({ ROUTES: "{", ALERT_WEBHOOK: webhook.url }, []);
    await gateway.run(0);
    expect(await gateway.log.line({ event: "alerts_stopped" })).toMatchObject({
      problem: expect.stringContaining("KV namespace SWITCHES"),
    });
    expect(webhook.asked).toBe(0);
  });
});

describe("the page", () => {
  test("names what is firing at its top until it is over, and lists all alerts", async () => {
    const { gateway: alerted, origin: running } = await started();
    expect(await alerted.page("/")).not.toContain("has been firing since");
    await running.close();
    await alerted.ask("/npm/@acme%2fleft-pad", 6);
    await alerted.run(2);
    expect(await alerted.page("/")).toMatch(
      /The alert <a href="\/-\/outspoken\/alerts">origin-down<\/a> has been firing since <time/,
    );
    const all = await alerted.page("/alerts");
    expect(all).toMatch(
      /origin-down<wbr><\/th>\s*<td[^>]*>unreachable or timeout: at least 5 in 10 minutes</,
    );
    expect(all).toMatch(/<strong>firing<\/strong> since/);
    expect(all).toMatch(/never-met<wbr><\/th>(?:(?!<\/tr>)[\s\S])*quiet/);
    await originAt(running.port);
    for (const minute of [13, 24]) await alerted.run(minute);
    expect(await alerted.page("/")).not.toContain("has been firing since");
  });

  test("says what keeps alerts from being sent", async () => {
    const { gateway: alerted } = await started({ ALERT_WEBHOOK: "" });
    expect(await alerted.page("/alerts")).toContain("The secret ALERT_WEBHOOK is not set");
  });
});

describe("the API", () => {
  test("lists every alert with what is counted now", async () => {
    const { gateway: alerted } = await started();
    const listed = v.parse(ANSWERS.listAlerts, await (await alerted.api("/alerts")).json());
    expect(listed.alerts.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "origin-down quiet",
      "never-met quiet",
      "gateway_error quiet",
      "not_configured quiet",
      "alerts_blind quiet",
    ]);
    expect(listed.alerts[0]).toMatchObject({
      condition: "unreachable or timeout: at least 5 in 10 minutes",
      count: 0,
      since: null,
    });
    expect(listed).toMatchObject({ undelivered: 0, troubles: [] });
  });

  test("sends a message to test the webhook, and reports the outcome", async () => {
    const { gateway: alerted } = await started();
    const sent = await alerted.api("/alerts/test", "POST");
    expect([sent.status, v.parse(ANSWERS.testAlerts, await sent.json())]).toEqual([200, { status: 200 }]);
    expect(webhook.states()).toEqual(["test test"]);
    webhook.refusal = { status: 403, body: "invalid_token" };
    const refused = await alerted.api("/alerts/test", "POST");
    expect([refused.status, await refused.json()]).toEqual([
      502,
      expect.objectContaining({ detail: "The webhook answered 403: invalid_token" }),
    ]);
  });

  test.each([
    ["http://example.com/hook", "The secret ALERT_WEBHOOK wants an https URL, or http on this machine"],
    ["nowhere", "The secret ALERT_WEBHOOK wants an https URL, or http on this machine"],
    [
      "https://me:only-for-this-test@example.com/hook",
      "The secret ALERT_WEBHOOK wants a URL without a user and a password, which can't be sent",
    ],
    ["", "The secret ALERT_WEBHOOK is not set"],
  ])("reports the unusable webhook %j", async (ALERT_WEBHOOK, detail) => {
    const { gateway: alerted } = await started({ ALERT_WEBHOOK });
    const refused = await alerted.api("/alerts/test", "POST");
    expect([refused.status, await refused.json()]).toEqual([503, expect.objectContaining({ detail })]);
  });

  test("sends none without the token", async () => {
    const { gateway: alerted } = await started();
    const response = await fetch(`${alerted.url}/-/outspoken/api/alerts/test`, { method: "POST" });
    expect([response.status, webhook.asked]).toEqual([401, 0]);
  });
});
