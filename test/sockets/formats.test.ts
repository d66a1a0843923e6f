import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import type { Category } from "../../src/failure/category.ts";
import type { Script } from "./exchange.ts";
import { ARRIVAL_MS } from "./faults.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken, expectReferenceShown } from "./spoken-answer.ts";

const SCRIPTS: Readonly<Record<string, Script>> = {
  reset: (exchange) => exchange.reset(),
  "reset-in-headers": async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Le");
    await wait(ARRIVAL_MS);
    exchange.reset();
  },
  silent: (exchange) => exchange.closes(),
  forbidden: (exchange) =>
    exchange.answer(
      "403 Forbidden",
      { "Content-Type": "application/json" },
      '{"message":"Package left-pad is blocked."}',
    ),
  edge: (exchange) =>
    exchange.answer(
      "521 <none>",
      { "cf-error-type": "521", "Content-Type": "text/plain" },
      "error code: 521",
    ),
};

/** `refused` has no script: nothing listens there. */
const FAULTS: readonly (readonly [fault: string, status: number, category: Category])[] = [
  ["refused", 502, "unreachable"],
  ["reset", 502, "unreachable"],
  ["reset-in-headers", 502, "unreachable"],
  ["silent", 504, "timeout"],
  ["edge", 502, "unreachable"],
];

const origin = serveOrigin();
const gateway = serveGateway(() =>
  FORMAT_NAMES.flatMap((format) => [
    { path: `/${format}/*`, format, origin: origin.url, timeout_ms: 1_500, retries: 0 },
    { path: `/${format}-dead/*`, format, origin: DEAD_ORIGIN, timeout_ms: 1_500, retries: 0 },
  ]),
);

for (const [name, script] of Object.entries(SCRIPTS)) origin.on(`/${name}`, script);

const CASES = FORMAT_NAMES.flatMap((format) =>
  FAULTS.flatMap(([fault, status, category]) =>
    ["GET", "HEAD", "PUT", "POST"].map((method) => ({ format, fault, status, category, method })),
  ),
);

describe.concurrent("every format reports in its own form that the origin failed, with the reference", () => {
  test.each(CASES)("$format, $fault: $method", async ({ format, fault, status, category, method }) => {
    const target = fault === "refused" ? `/${format}-dead/x` : `/${format}/${fault}`;
    const answer = await askSpoken(gateway, target, askOf(method), { status, category, logged: { format } });
    expectReferenceShown(answer);
  });
});

describe.concurrent("every format reports the origin's reason", () => {
  test.each(FORMAT_NAMES.flatMap((format) => ["GET", "PUT"].map((method) => [format, method] as const)))(
    "%s: %s",
    async (format, method) => {
      const expected = { status: 403, category: "forbidden", logged: { format } } as const;
      const answer = await askSpoken(gateway, `/${format}/forbidden`, askOf(method), expected);
      expect(answer.phrase).toContain("Package left-pad is blocked");
      expect(answer.header("content-type")).not.toBeNull();
    },
  );
});
