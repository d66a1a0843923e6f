/** Alerts as the operator sees them: the page's list and banner, and the API, over real sockets. */
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ANSWERS } from "../../src/console/openapi/schemas.ts";
import { AlertStage } from "./alert-stage.ts";
import type { WebhookReceiver } from "./webhook-receiver.ts";

let stage: AlertStage;
let webhook: WebhookReceiver;

beforeEach(async () => {
  stage = await AlertStage.start();
  webhook = stage.webhook;
});

afterEach(() => stage.close());

describe("the page", () => {
  test("names what is firing at its top until it is over, and lists all alerts", async () => {
    const { gateway: alerted, origin: running } = await stage.started();
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
    await stage.originAt(running.port);
    for (const minute of [13, 24]) await alerted.run(minute);
    expect(await alerted.page("/")).not.toContain("has been firing since");
  });

  test("says what keeps alerts from being sent", async () => {
    const { gateway: alerted } = await stage.started({ ALERT_WEBHOOK: "" });
    expect(await alerted.page("/alerts")).toContain("The secret ALERT_WEBHOOK is not set");
  });
});

describe("the API", () => {
  test("lists every alert with what is counted now", async () => {
    const { gateway: alerted } = await stage.started();
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
    const { gateway: alerted } = await stage.started();
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
    const { gateway: alerted } = await stage.started({ ALERT_WEBHOOK });
    const refused = await alerted.api("/alerts/test", "POST");
    expect([refused.status, await refused.json()]).toEqual([503, expect.objectContaining({ detail })]);
  });

  test("sends none without the token", async () => {
    const { gateway: alerted } = await stage.started();
    const response = await fetch(`${alerted.url}/-/outspoken/api/alerts/test`, { method: "POST" });
    expect([response.status, webhook.asked]).toEqual([401, 0]);
  });
});
