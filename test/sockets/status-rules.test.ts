/** `status_rules`: the operator corrects what an origin's status says. */
import { describe, expect, test } from "vitest";
import type { Category } from "../../src/failure/category.ts";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const status_rules = [
  { name: "quota", when: { status: 403, reason_contains: "quota" }, category: "rate_limited" },
  { name: "busy", when: { code: "E_BUSY" }, status: 503 },
  { name: "locked", when: { reason_contains: "locked" }, status: 423, category: "overloaded" },
  { name: "denied", when: { reason_contains: "denied" }, category: "forbidden" },
];

const origin = serveOrigin();
const gateway = serveGateway(() => {
  const base = { format: "npm", origin: origin.url, status_rules };
  return [
    { ...base, path: "/r/*" },
    { ...base, path: "/mounted/*", upstream_errors: "bad_gateway" },
  ];
});

interface Case {
  readonly sent: string;
  readonly body: string;
  readonly status: number;
  readonly category: Category;
  readonly rule: string;
}

const CASES: readonly (readonly [name: string, is: Case])[] = [
  [
    "a category alone leaves the status",
    { sent: "403 No", body: '{"error":"Over quota."}', status: 403, category: "rate_limited", rule: "quota" },
  ],
  [
    "a status alone brings its category",
    {
      sent: "500 No",
      body: '{"error":"x","code":"E_BUSY"}',
      status: 503,
      category: "overloaded",
      rule: "busy",
    },
  ],
  [
    "both",
    {
      sent: "500 No",
      body: '{"error":"It is locked."}',
      status: 423,
      category: "overloaded",
      rule: "locked",
    },
  ],
  [
    "a category that the failure already has is not counted as a rule",
    { sent: "403 No", body: '{"error":"Access denied to x."}', status: 403, category: "forbidden", rule: "" },
  ],
  [
    "a category alone keeps the change of an edge's status",
    {
      sent: "522 No",
      body: '{"error":"denied by the balancer"}',
      status: 504,
      category: "forbidden",
      rule: "denied",
    },
  ],
];

describe("a rule", () => {
  test.each(CASES)("%s", async (_name, { sent, body, status, category, rule }) => {
    origin.on("/x", (exchange) => exchange.answer(sent, { "Content-Type": "application/json" }, body));
    const answer = await ask(gateway.port(), "/r/x");
    await expectSpoken(gateway, answer, {
      status,
      category,
      logged: { rule, origin_status: Number(sent.slice(0, 3)) },
    });
  });

  test("that names a category alone leaves the status of a mounted dependency", async () => {
    origin.on("/x", (exchange) => exchange.answer("403 No", {}, "Over quota for today."));
    const answer = await ask(gateway.port(), "/mounted/x");
    await expectSpoken(gateway, answer, { status: 502, category: "rate_limited", logged: { rule: "quota" } });
  });

  test("leaves other answers alone", async () => {
    origin.on("/x", (exchange) => exchange.answer("404 No", {}, "Nothing here for you."));
    const answer = await ask(gateway.port(), "/r/x");
    await expectSpoken(gateway, answer, { status: 404, category: "not_found", logged: { rule: "" } });
    expect(answer.phrase).toBe("Nothing here for you.");
  });
});
