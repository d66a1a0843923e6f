/** Each rule for responses, in bytes from an origin, on a route that is on and on one that is off. */
import { describe, expect, test } from "vitest";
import { ask } from "../client.ts";
import { serveGateway, serveOrigin } from "../serve.ts";
import { askOf } from "../spoken-answer.ts";
import { RESPONSE_TOPICS } from "./responses.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const route = { format: "generic", retries: 0, rewrite_urls: false, origin: origin.url };
  return [
    { ...route, path: "/on/*" },
    { ...route, path: "/off/*", enabled: false },
  ];
});

let asked = 0;

describe.each(RESPONSE_TOPICS)("%s", (_topic, rules) => {
  const cases = rules.flatMap((rule) => ["on", "off"].map((route) => ({ ...rule, route })));

  test.each(cases)("$rule ($clause), /$route", async ({ route, ...rule }) => {
    const path = `/${asked++}`;
    origin.on(path, async (exchange) => {
      await exchange.receives();
      exchange.send(Buffer.from(rule.answered, "latin1"));
      if (!rule.stays) exchange.fin();
    });
    // Twice: nothing may be cached, and no leftover may be taken for the second answer.
    for (const _time of [1, 2]) {
      const got = await ask(gateway.port(), `/${route}${path}`, {
        ...askOf(rule.method),
        headers: rule.asked,
      });
      expect([got.status, got.complete]).toEqual([rule.status, rule.complete]);
      if (rule.body !== null) expect(got.body.toString("latin1")).toBe(rule.body);
      const names = Object.keys(rule.fields);
      expect(Object.fromEntries(names.map((name) => [name, got.header(name)]))).toEqual(rule.fields);
    }
    const seen = origin.to(path);
    expect(seen).toHaveLength(2);
    for (const [name, value] of Object.entries(rule.asked))
      expect(seen.map((exchange) => exchange.header(name))).toEqual([value, value]);
  });
});
