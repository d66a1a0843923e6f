import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test, vi } from "vitest";
import { ERROR_BODY_MAX_BYTES } from "../../src/limits.ts";
import { ask } from "./client.ts";
import { FAILING_BODIES, PHRASE, STATUS } from "./failing-bodies.ts";
import { begin } from "./faults.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, expectSpoken } from "./spoken-answer.ts";

// Most of these wait, and none of them uses the CPU.
vi.setConfig({ maxConcurrency: 50 });

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: 15_000 },
]);

describe.concurrent("an error body that fails loses detail, but status and phrase arrive", () => {
  const cases = FAILING_BODIES.flatMap(([name, script]) =>
    ["GET", "HEAD", "PUT", "POST"].map((method) => [name, method, script] as const),
  );

  test.each(cases)("a body %s: %s", async (name, method, script) => {
    const path = `/${name.replace(/\W+/g, "-")}-${method}`;
    origin.on(path, script);
    const answer = await ask(gateway.port(), `/r${path}`, askOf(method));
    const line = await expectSpoken(gateway, answer, {
      status: 403,
      category: "blocked",
      logged: { origin_status: 403, cause: "answered", method },
    });
    expect(answer.phrase).toBe(PHRASE);
    expect(line.body_bytes).toBeLessThanOrEqual(ERROR_BODY_MAX_BYTES);
    expect(origin.to(path)).toHaveLength(1);
  });
});

test.each([
  "stalled-in-the-middle-GET",
  "dripping-a-byte-every-100-ms-GET",
  "without-end-GET",
  "larger-than-64-KiB-GET",
])("the gateway stops reading from the origin afterwards: %s", async (path) => {
  const exchange = origin.only(`/${path}`);
  await exchange.closes();
  expect(exchange.closed).toBe(true);
});

describe("an error body at the limits", () => {
  test.each([ERROR_BODY_MAX_BYTES - 1, ERROR_BODY_MAX_BYTES, ERROR_BODY_MAX_BYTES + 1])(
    "%d bytes",
    async (size) => {
      origin.on(`/size-${size}`, (exchange) =>
        exchange.answer("500 Oops", { "Content-Type": "text/plain" }, "a".repeat(size)),
      );
      const answer = await ask(gateway.port(), `/r/size-${size}`);
      const line = await expectSpoken(gateway, answer, { status: 500, category: "server_error" });
      expect(line.body_bytes).toBe(Math.min(size, ERROR_BODY_MAX_BYTES));
    },
  );

  test("no body", async () => {
    origin.on("/none", (exchange) => exchange.answer(STATUS, {}, ""));
    const answer = await ask(gateway.port(), "/r/none");
    const line = await expectSpoken(gateway, answer, { status: 403, category: "blocked" });
    expect([line.body_bytes, answer.phrase]).toEqual([0, PHRASE]);
  });

  test("a slow body is read to its end within 2 s", async () => {
    origin.on("/slow", async (exchange) => {
      begin(exchange, "403 Forbidden", { "Content-Type": "application/json", "Content-Length": "44" });
      exchange.send('{"message":"Package left-pad is ');
      await wait(600);
      exchange.send('blocked."}  ');
      exchange.fin();
    });
    const answer = await ask(gateway.port(), "/r/slow");
    await expectSpoken(gateway, answer, { status: 403, category: "forbidden" });
    expect(answer.text).toContain("Package left-pad is blocked.");
  });
});
