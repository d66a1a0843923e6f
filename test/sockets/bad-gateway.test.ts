import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "generic", upstream_errors: "bad_gateway", timeout_ms: 1_500 };
  return [
    { ...base, path: "/r/*", origin: origin.url },
    { ...base, path: "/dead/*", origin: DEAD_ORIGIN },
    {
      ...base,
      path: "/ruled/*",
      origin: origin.url,
      status_rules: [{ when: { status: 500 }, status: 404 }],
    },
  ];
});

const REFUSALS = [
  [400, 502, "bad_request"],
  [401, 502, "unauthorized"],
  [402, 502, "forbidden"],
  [403, 502, "forbidden"],
  [404, 502, "not_found"],
  [408, 504, "timeout"],
  [409, 502, "conflict"],
  [410, 502, "not_found"],
  [413, 502, "bad_request"],
  [422, 502, "bad_request"],
  [429, 502, "rate_limited"],
  [500, 502, "server_error"],
  [501, 502, "server_error"],
  [502, 502, "server_error"],
  [503, 502, "overloaded"],
  [504, 504, "timeout"],
  [521, 502, "unreachable"],
  [522, 504, "timeout"],
  [524, 504, "timeout"],
  [530, 502, "unreachable"],
] as const;

describe('upstream_errors = "bad_gateway"', () => {
  test.each(REFUSALS)("turns the origin's %d into %d and counts it as %s", async (sent, status, category) => {
    origin.on(`/${sent}`, (exchange) =>
      exchange.answer(
        `${sent} No`,
        { "Content-Type": "application/json" },
        '{"message":"The mirror is closed."}',
      ),
    );
    const answer = await ask(gateway.port(), `/r/${sent}`, { headers: { Authorization: "Bearer x" } });
    await expectSpoken(gateway, answer, { status, category, logged: { origin_status: sent } });
    if (sent < 520) expect(answer.text).toContain("The mirror is closed.");
  });

  test.each([
    ["with credentials", { Authorization: "Bearer x" }],
    ["without credentials", {}],
  ])("drops challenges, which the caller can't answer: %s", async (name, headers) => {
    const path = `/challenge-${name.replaceAll(" ", "-")}`;
    const challenges = {
      "WWW-Authenticate": 'Bearer realm="https://auth.example"',
      "Proxy-Authenticate": "Basic",
    };
    origin.on(path, (exchange) => exchange.answer("401 Unauthorized", challenges, "no"));
    const answer = await ask(gateway.port(), `/r${path}`, { headers });
    expect(answer.status).toBe(502);
    expect([answer.header("www-authenticate"), answer.header("proxy-authenticate")]).toEqual([null, null]);
  });

  test("answers 502 if the origin can't be reached, 504 if it is silent", async () => {
    origin.on("/silent", (exchange) => exchange.closes());
    await expectSpoken(gateway, await ask(gateway.port(), "/dead/x"), {
      status: 502,
      category: "unreachable",
    });
    await expectSpoken(gateway, await ask(gateway.port(), "/r/silent"), { status: 504, category: "timeout" });
  });

  test("still answers 400 to requests that the gateway itself refuses", async () => {
    const answer = await ask(gateway.port(), "/r/..%2fsecret");
    await expectSpoken(gateway, answer, { status: 400, category: "bad_request" });
  });

  test.each(["200 OK", "206 Partial Content", "302 Found", "304 Not Modified"])(
    "passes %s",
    async (status) => {
      origin.on("/fine", (exchange) => {
        if (status.startsWith("304")) exchange.send("HTTP/1.1 304 Not Modified\r\n\r\n");
        else exchange.answer(status, { Location: "/x" }, "ok");
      });
      expect((await ask(gateway.port(), "/r/fine")).line).toBe(`HTTP/1.1 ${status}`);
    },
  );
});
