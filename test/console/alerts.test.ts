/** Alerts from a stopped origin to the message at a webhook, over real sockets; the minutes are the cron's own. */
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ANSWERS } from "../../src/console/openapi/schemas.ts";
import { ALERTS, AlertStage } from "./alert-stage.ts";
import type { WebhookReceiver } from "./webhook-receiver.ts";

let stage: AlertStage;
let webhook: WebhookReceiver;

beforeEach(async () => {
  stage = await AlertStage.start();
  webhook = stage.webhook;
});

afterEach(() => stage.close());

describe("an origin that is stopped under load", () => {
  test("causes one message when the alert begins and one when it is over", async () => {
    const { gateway: alerted, origin: running } = await stage.started();
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

    await stage.originAt(running.port);
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
    const { gateway: alerted, origin: running } = await stage.started();
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
    const { gateway: alerted, origin: running } = await stage.started();
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
    const { gateway: alerted, origin: running } = await stage.started({
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
    const gateway = await stage.gatewayWith({ ROUTES: "{" });
    await gateway.run(0);
    await gateway.run(1);
    expect(webhook.states()).toEqual(["not_configured firing"]);
    expect(webhook.taken[0]?.says).toMatch(/^Every request is answered with 500: ROUTES: is a text but not/);
  });

  test("a route without its secret", async () => {
    const gateway = await stage.gatewayWith({
      ROUTES: [{ path: "/npm/*", format: "npm", origin: "https://npm.acme.io", origin_auth: "NPM_TOKEN" }],
    });
    await gateway.run(0);
    expect(webhook.taken[0]?.says).toMatch(/^Requests of one route are answered with 500: .*NPM_TOKEN/);
  });

  test("that nothing can be counted", async () => {
    const { gateway: alerted } = await stage.started({ LOCAL_STORE: "" });
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
    const { gateway: alerted } = await stage.started({ ALERT_WEBHOOK: "" });
    await alerted.ask("/npm/a");
    const { troubles } = v.parse(ANSWERS.listAlerts, await (await alerted.api("/alerts")).json());
    expect(troubles).toEqual(["The secret ALERT_WEBHOOK is not set"]);
  });

  test("without a namespace to record what was sent", async () => {
    const gateway = await stage.gatewayWith({ ROUTES: "{" }, []);
    await gateway.run(0);
    expect(await gateway.log.line({ event: "alerts_stopped" })).toMatchObject({
      problem: expect.stringContaining("KV namespace SWITCHES"),
    });
    expect(webhook.asked).toBe(0);
  });
});
