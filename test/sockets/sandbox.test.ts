import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { type Gateway, startGateways } from "./gateway.ts";
import { Origin } from "./origin.ts";

/** A page among the packages, whose script would stand beside the operator's own page. */
const PAGE = "<script>fetch('/-/outspoken/api/switches/npm', { method: 'PUT' })</script>";

let origin: Origin;
let gateways: Gateway;

beforeAll(async () => {
  origin = await Origin.start();
  origin.on("/page", (exchange) =>
    exchange.answer("200 OK", { "Content-Type": "text/html", "Content-Security-Policy": "img-src *" }, PAGE),
  );
  origin.on("/refused", (exchange) =>
    exchange.answer("403 Forbidden", { "Content-Type": "text/html" }, PAGE),
  );
  const base = { format: "generic", origin: origin.url };
  const ROUTES = [
    { ...base, path: "/on/*" },
    { ...base, path: "/off/*", enabled: false },
  ];
  gateways = await startGateways({
    guarded: { variables: { ROUTES, ADMIN_TOKEN: "operators-token" } },
    without: { variables: { ROUTES } },
  });
});

afterAll(async () => {
  await gateways.close();
  await origin.close();
});

async function policiesOf(name: string, target: string, destination: string | null): Promise<string> {
  const headers = destination === null ? {} : { "Sec-Fetch-Dest": destination };
  const answer = await ask(gateways.port(name), target, { headers });
  expect(answer.text.includes("<script>")).toBe(target !== "/on/refused");
  return answer.headers
    .filter(([header]) => header.toLowerCase() === "content-security-policy")
    .map(([, value]) => value)
    .join(", ");
}

describe("what a browser shows as a document gets an origin of its own", () => {
  test.each(["document", "iframe", "frame", "object", "embed"])("%s", async (destination) => {
    expect(await policiesOf("guarded", "/on/page", destination)).toBe("img-src *, sandbox");
  });

  test.each(["/off/page", "/on/refused", "/off/refused"])("%s", async (target) => {
    expect(await policiesOf("guarded", target, "document")).toMatch(/(?:^|, )sandbox$/);
  });
});

test.each([
  ["a package client's request", "guarded", null],
  ["a page's own fetch", "guarded", "empty"],
  ["a picture of a page", "guarded", "image"],
  ["a gateway without an operator's page", "without", "document"],
])("%s gets what the origin sent", async (_title, name, destination) => {
  expect(await policiesOf(name, "/on/page", destination)).toBe("img-src *");
});
