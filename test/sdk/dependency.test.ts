/**
 * `upstream_errors = "bad_gateway"` and `status_rules` through the whole pipeline: an origin whose errors the caller can't fix,
 * and one that answers 500 for errors that the caller can.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORMAT_NAMES, type FormatName } from "../../src/clients/index.ts";
import { clientFormat } from "../clients/formats.ts";
import { type Answer, ask } from "../sockets/client.ts";
import { type Gateway, startGateway } from "../sockets/gateway.ts";
import { DEAD_ORIGIN, Origin } from "../sockets/origin.ts";
import { refusing } from "./answers.ts";
import { callNode } from "./node-sdks.ts";
import type { Vendor } from "./outcome.ts";
import { Stage } from "./stage.ts";

const TIMEOUT_MS = 1_500;

let origin: Origin;
let gateway: Gateway;
let stage: Stage;

beforeAll(async () => {
  origin = await Origin.start();
  const routes = FORMAT_NAMES.flatMap((format) => [
    {
      path: `/${format}/*`,
      format,
      origin: origin.url,
      timeout_ms: TIMEOUT_MS,
      upstream_errors: "bad_gateway",
    },
    { path: `/dead/${format}/*`, format, origin: DEAD_ORIGIN, retries: 0, upstream_errors: "bad_gateway" },
    {
      path: `/ruled/${format}/*`,
      format,
      origin: origin.url,
      status_rules: [
        { name: "no-such-box", when: { status: 500, reason_contains: "no such box" }, status: 404 },
        { name: "box-is-full", when: { code: "E_FULL" }, status: 409 },
      ],
    },
  ]);
  [gateway, stage] = await Promise.all([startGateway(routes), Stage.open()]);
});

afterAll(async () => {
  await Promise.all([gateway.close(), stage.close()]);
  await origin.close();
});

function answering(status: string, body: object, headers: Readonly<Record<string, string>> = {}): string {
  const path = `/${status.slice(0, 3)}-${Object.keys(body).join("-")}-${Object.keys(headers).join("-")}`;
  const all = { "Content-Type": "application/json", ...headers };
  origin.on(path, (exchange) => exchange.answer(status, all, JSON.stringify(body)));
  return path;
}

function summary(answer: Answer): Record<string, unknown> {
  return {
    status: answer.status,
    category: answer.header("x-outspoken"),
    challenge: answer.header("www-authenticate"),
    wait: answer.header("retry-after"),
  };
}

describe.concurrent.each(FORMAT_NAMES)("mounted as a dependency: %s", (format) => {
  test.each([
    [
      "401 Unauthorized",
      "unauthorized",
      { "WWW-Authenticate": 'Bearer realm="https://registry.example/token"' },
    ],
    ["401 Unauthorized", "unauthorized", { "LFS-Authenticate": "Basic" }],
    ["403 Forbidden", "forbidden", {}],
    ["404 Not Found", "not_found", {}],
    ["422 Unprocessable Content", "bad_request", {}],
  ])(
    "turns an origin's %s into a 502 without a challenge or Retry-After",
    async (status, category, headers) => {
      const path = answering(status, { message: "The box is not yours." }, headers);
      for (const credentials of [{}, { Authorization: "Bearer caller" }]) {
        const answer = await ask(gateway.port(), `/${format}${path}`, { headers: { ...credentials } });
        expect(summary(answer)).toEqual({ status: 502, category, challenge: null, wait: null });
        expect(answer.header("lfs-authenticate")).toBeNull();
      }
    },
  );

  test("answers a timeout with 504, an unreachable origin with 502, a bad path with 400", async () => {
    origin.on("/silent", (exchange) => exchange.closes());
    const statuses = await Promise.all(
      [`/${format}/silent`, `/dead/${format}/a`, `/${format}/a%2f..%2fb`].map(async (target) => {
        const answer = await ask(gateway.port(), target);
        return [answer.status, answer.header("x-outspoken")];
      }),
    );
    expect(statuses).toEqual([
      [504, "timeout"],
      [502, "unreachable"],
      [400, "bad_request"],
    ]);
  });
});

const BOXLITE = { error: "exec failed: boxlite: gone (code=2)" };

/** Whether the origin's error code sets the status; formats of packages keep the 500. */
function isApi(format: FormatName): boolean {
  return clientFormat(format).typedCodesSetStatus === true;
}

describe.concurrent.each(FORMAT_NAMES)("status rules: %s", (format) => {
  test.each([
    ["500 Internal Server Error", { message: "There is no such box." }, 404, "not_found", "no-such-box"],
    ["500 Internal Server Error", { code: "E_FULL", message: "Full." }, 409, "conflict", "box-is-full"],
    ["409 Conflict", { code: "E_FULL", message: "Full." }, 409, "conflict", ""],
    isApi(format)
      ? ["500 Internal Server Error", BOXLITE, 404, "not_found", "boxlite-not-found"]
      : ["500 Internal Server Error", BOXLITE, 500, "server_error", ""],
    [
      "500 Internal Server Error",
      { code: "invalid_argument", detail: "Too big." },
      isApi(format) ? 400 : 500,
      "bad_request",
      "",
    ],
  ])("%s %o is %i %s, counted as %o", async (line, body, status, category, rule) => {
    const path = answering(line, body);
    const answer = await ask(gateway.port(), `/ruled/${format}${path}`);
    expect([answer.status, answer.header("x-outspoken")]).toEqual([status, category]);
    const ref = answer.header("x-outspoken-ref") ?? "";
    expect(await gateway.log.line({ event: "failure", ref })).toMatchObject({ rule, status, category });
  });
});

describe("an SDK with such an origin", () => {
  const VENDORS: readonly Vendor[] = ["openai", "anthropic"];
  const CALL: Readonly<Record<Vendor, string>> = { openai: "embeddings", anthropic: "count-tokens" };

  test.concurrent.each(
    VENDORS.flatMap((vendor) =>
      (
        [
          [400, 1],
          [401, 1],
          [403, 1],
          [404, 1],
          [422, 1],
          [429, 3],
          [500, 3],
        ] as const
      ).map(([status, requests]) => ({ vendor, status, requests })),
    ),
  )("$vendor $status: 502, requested $requests times", async ({ vendor, status, requests }) => {
    const name = `dependency-${vendor}-${status}`;
    stage.on(name, refusing(vendor, status));
    const url = stage.url("through", vendor, name, `dependency-${vendor}`);
    const outcome = await callNode({ vendor, call: CALL[vendor], url, maxRetries: 2 });
    expect([outcome.status, outcome.raised]).toEqual([502, "InternalServerError"]);
    expect(outcome.message).toContain("größer");
    expect(stage.requests("through", name)).toBe(requests);
  });
});
