/** Switches over the API and the page: read, written, removed, and each change recorded. */
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWERS, problem } from "../../src/console/openapi/schemas.ts";
import { CalledGateway } from "./api-calls.ts";
import { ConsoleGateway, form } from "./gateway.ts";

let called: CalledGateway;

beforeAll(async () => {
  called = await CalledGateway.start();
});

afterAll(() => called.close());

/** 90 seconds from now, give or take half a minute. */
const IN_90_SECONDS = {
  asymmetricMatch: (text: unknown) => Math.abs(Date.parse(String(text)) - Date.now() - 90_000) < 30_000,
};

describe("changes of switches are recorded", () => {
  const put = (route: string, value: string, headers: Record<string, string> = {}) =>
    called.answer("setSwitch", `/switches/${route}`, {
      method: "PUT",
      body: JSON.stringify({ value }),
      headers,
    });

  test("with who, when, from what and to what, newest first, and are not listed as switches", async () => {
    await put("npm", "off", { from: "ci@acme.example" });
    await put("npm", "observe", { from: "Ada <ada@acme.example>\tand Bob" });
    await called.answer("clearSwitch", "/switches/npm", { method: "DELETE" });
    const { changes, trouble } = await called.answer("listSwitchChanges", "/switches/changes");
    expect(trouble).toBeNull();
    expect(changes.slice(0, 3)).toEqual([
      { at: expect.any(String), route: "npm", from: "observe", to: "as configured (on)", who: "", by: "api" },
      {
        at: expect.any(String),
        route: "npm",
        from: "off",
        to: "observe",
        who: "Ada <ada@acme.example> and Bob",
        by: "api",
      },
      {
        at: expect.any(String),
        route: "npm",
        from: "as configured (on)",
        to: "off",
        who: "ci@acme.example",
        by: "api",
      },
    ]);
    const { switches } = await called.answer("listSwitches", "/switches");
    expect(switches.map(({ route }) => route)).toEqual(["go", "npm", "off", "some"]);
    const metrics = await (await called.gateway.askWithToken("/metrics")).text();
    expect(metrics).not.toContain("change:");
  });

  test("two at once are both recorded", async () => {
    await Promise.all([put("npm", "off"), put("go", "observe"), put("some", "10%")]);
    const { changes } = await called.answer("listSwitchChanges", "/switches/changes");
    expect(
      changes
        .slice(0, 3)
        .map(({ route, to }) => `${route} ${to}`)
        .toSorted(),
    ).toEqual(["go observe", "npm off", "some 10%"]);
    for (const route of ["npm", "go", "some"])
      await called.answer("clearSwitch", `/switches/${route}`, { method: "DELETE" });
  });

  test("the last fifty are listed", async () => {
    for (let index = 0; index < 52; index += 1) await put("off", `${index}%`);
    await called.answer("clearSwitch", "/switches/off", { method: "DELETE" });
    const { changes } = await called.answer("listSwitchChanges", "/switches/changes");
    expect(changes).toHaveLength(50);
    expect(changes.slice(0, 2).map(({ to }) => to)).toEqual(["as configured (off)", "51%"]);
  });

  test("under the name that was given at the sign-in", async () => {
    const cookie = await called.gateway.signIn(" Ada \u202eLovelace ");
    const init = form({ route: "npm", value: "maintenance", text: 'Says "no"', for: "30m" });
    const page = await called.gateway.ask("/switches", { ...init, headers: { ...init.headers, cookie } });
    expect([page.status, await page.text()]).toEqual([
      200,
      expect.stringContaining("Every isolate obeys by"),
    ]);
    const { changes } = await called.answer("listSwitchChanges", "/switches/changes");
    expect(changes[0]).toMatchObject({ route: "npm", who: "Ada Lovelace", by: "page" });
    expect(changes[0]?.to).toMatch(/^maintenance until .* UTC: Says "no"$/);
    await called.answer("clearSwitch", "/switches/npm", { method: "DELETE" });
  });

  test.each([
    [{ route: "npm", value: "sometimes" }, 400, "A switch wants one of on, off"],
    [{ route: "npm", value: "share", percent: "101" }, 400, "whole number of percent"],
    [{ route: "npm", value: "share", percent: "" }, 400, "whole number of percent"],
    [{ route: "npm", value: "maintenance", text: "" }, 400, "The text of a maintenance wants"],
    [
      { route: "npm", value: "maintenance", text: "x", until: "14:00" },
      400,
      "The end of a maintenance wants",
    ],
    [
      { route: "npm", value: "maintenance", text: "x", for: "soon" },
      400,
      "A maintenance wants a time such as 30m",
    ],
    [{ route: "npm", value: "maintenance", text: "x", until: "2020-01-01T00:00" }, 400, "has passed"],
    [{ route: "change:1", value: "off" }, 404, "No route has the id"],
    [{ value: "off" }, 404, "No route has the id"],
  ])(
    "a form that can't be understood is refused with the reason and changes nothing: %j",
    async (fields, status, says) => {
      const before = await called.answer("listSwitchChanges", "/switches/changes");
      const init = form(fields);
      const page = await called.gateway.askWithToken("/switches", init);
      expect([page.status, await page.text()]).toEqual([status, expect.stringContaining(says)]);
      expect(await called.answer("listSwitchChanges", "/switches/changes")).toEqual(before);
    },
  );

  test("the confirmation page changes nothing", async () => {
    const before = await called.answer("listSwitchChanges", "/switches/changes");
    const page = await called.gateway.askWithToken("/switches/npm?value=off");
    expect(await page.text()).toContain("Throw the switch");
    expect((await called.gateway.askWithToken("/switches/nothing?value=off")).status).toBe(404);
    expect(await called.answer("listSwitchChanges", "/switches/changes")).toEqual(before);
  });

  test("not without a namespace", async () => {
    const recorded = await ConsoleGateway.start({ switches: false });
    expect(v.parse(ANSWERS.listSwitchChanges, await recorded.api("/switches/changes"))).toEqual({
      changes: [],
      trouble: null,
    });
    await recorded.close();
  });
});

describe("switches", () => {
  async function switchOf(route: string) {
    const { switches, trouble } = await called.answer("listSwitches", "/switches");
    expect(trouble).toBeNull();
    return switches.find((one) => one.route === route);
  }

  test("are listed with the configured and the effective value", async () => {
    const { switches } = await called.answer("listSwitches", "/switches");
    expect(switches.map(({ route, configured, effective }) => [route, configured, effective])).toEqual([
      ["go", "on", "on"],
      ["npm", "on", "on"],
      ["off", "off", "off"],
      ["some", "25%", "25%"],
    ]);
  });

  test.each(["off", "25%", "0%", "observe", "on"])("are written: %s", async (value) => {
    const init = { method: "PUT", body: JSON.stringify({ value }) };
    expect(await called.answer("setSwitch", "/switches/npm", init)).toEqual({
      route: "npm",
      kv: value,
      effective: value === "0%" ? "off" : value,
      everywhere_by: IN_90_SECONDS,
    });
    expect(await switchOf("npm")).toMatchObject({ kv: value, effective: value === "0%" ? "off" : value });
  });

  test("are written: a maintenance; one that is over is refused", async () => {
    const put = (maintenance: object) => ({
      method: "PUT",
      body: JSON.stringify({ value: { maintenance } }),
    });
    const closed = { text: "Back at 14:00 UTC", until: "2999-12-01T14:00:00Z" };
    const kv = JSON.stringify({ maintenance: closed });
    expect(await called.answer("setSwitch", "/switches/npm", put(closed))).toMatchObject({
      route: "npm",
      kv,
      effective: kv,
    });
    expect(await switchOf("npm")).toMatchObject({ kv, effective: kv });
    expect(
      (await called.refusal("/switches/npm", put({ ...closed, until: "2026-01-01T00:00:00Z" }))).status,
    ).toBe(400);
    await called.answer("setSwitch", "/switches/npm", { method: "PUT", body: '{"value":"on"}' });
  });

  test("are removed again", async () => {
    await called.answer("setSwitch", "/switches/off", { method: "PUT", body: '{"value":"on"}' });
    expect(await switchOf("off")).toMatchObject({ configured: "off", kv: "on", effective: "on" });
    expect(await called.answer("clearSwitch", "/switches/off", { method: "DELETE" })).toEqual({
      route: "off",
      kv: null,
      effective: "off",
      everywhere_by: IN_90_SECONDS,
    });
    expect(await switchOf("off")).toMatchObject({ kv: null, effective: "off" });
  });

  test.each([
    '{"value":"sometimes"}',
    '{"value":"101%"}',
    '{"value":true}',
    '{"value":{"maintenance":{"text":""}}}',
    '{"value":{"maintenance":{"text":"Back soon","until":"14:00"}}}',
    '{"value":{"maintenance":{"text":"Back soon","util":"2999-12-01T14:00:00Z"}}}',
    "{}",
    '{"value":"on","x":1}',
    "no JSON",
    "",
  ])("a body %s is refused", async (body) => {
    expect((await called.refusal("/switches/npm", { method: "PUT", body })).status).toBe(400);
  });

  test("a route that is not configured has no switch", async () => {
    expect(
      (await called.refusal("/switches/nothing", { method: "PUT", body: '{"value":"on"}' })).status,
    ).toBe(404);
    expect((await called.refusal("/switches/nothing", { method: "DELETE" })).status).toBe(404);
  });

  test("without a namespace the configured values apply, and writing is refused", async () => {
    const bare = await ConsoleGateway.start({ switches: false });
    const listed = v.parse(ANSWERS.listSwitches, await bare.api("/switches"));
    expect(listed.trouble).toContain("SWITCHES");
    expect(listed.switches.map(({ effective }) => effective)).toEqual(["on", "on", "off", "25%"]);
    const said = v.parse(problem, await bare.api("/switches/npm", { method: "PUT", body: '{"value":"on"}' }));
    expect(said.status).toBe(503);
    await bare.close();
  });
});
