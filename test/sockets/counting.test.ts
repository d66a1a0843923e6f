import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { type CountedPoint, readPoint } from "./counted-point.ts";
import type { LogLine } from "./gateway.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(
  () => [
    { path: "/npm/*", id: "packages", format: "npm", origin: origin.url, timeout_ms: 1_500 },
    { path: "/dead/*", format: "npm", origin: DEAD_ORIGIN, retries: 2 },
    { path: "/apk/*", format: "alpine", origin: origin.url },
    { path: "/pub/*", format: "pub", origin: origin.url },
    { path: "/last-npm/*", format: "npm", origin: origin.url, last_resort: true },
    { path: "/last-pypi/*", format: "pypi", origin: origin.url, last_resort: true },
  ],
  { dataset: true, variables: { WHY_SECRET: "a secret of the operator's" } },
);

interface Counted {
  readonly line: LogLine;
  readonly point: CountedPoint;
}

/** What was logged and counted for the answer with this reference. */
async function countedAs(ref: string): Promise<Counted> {
  const line = await gateway.log.line({ event: "failure", ref });
  return { line, point: await pointOf(ref) };
}

async function pointOf(ref: string): Promise<CountedPoint> {
  return readPoint(await gateway.log.line({ event: "data_point", ref }));
}

const NPM = { "User-Agent": "npm/11.19.1 node/v24.0.0 linux x64 workspaces/false" };

describe("a failure is one data point and one log line with the same content", () => {
  test("an origin's refusal", async () => {
    origin.on("/left-pad", (exchange) =>
      exchange.answer(
        "403 Forbidden",
        { "Content-Type": "application/json" },
        '{"error":"Package left-pad is blocked."}',
      ),
    );
    const answer = await ask(gateway.port(), "/npm/left-pad?token=hunter2", {
      headers: { ...NPM, Authorization: "Bearer hunter2" },
    });
    const ref = answer.header("x-outspoken-ref") ?? "";
    const { line, point } = await countedAs(ref);
    const same = {
      category: "forbidden",
      format: "npm",
      client: "npm",
      client_version: "11.19.1",
      method: "GET",
      cause: "answered",
      origin_host: origin.host,
      reason: "Package left-pad is blocked.",
      ref,
      status: 403,
      origin_status: 403,
      retries: 0,
      body_bytes: 40,
    };
    expect(line).toMatchObject({ ...same, route: "packages" });
    expect(point).toMatchObject({ ...same, index: "packages", count: 1 });
    expect(JSON.stringify([line, point])).not.toContain("hunter2");
  });

  test.each([
    ["/npm/@acme%2fleft-pad/-/left-pad-1.3.0.tgz", "@acme/left-pad", "1.3.0"],
    ["/npm/left%0d%0a-pad%1b%5b31m", "left -pad", ""],
    ["/npm/glpat-abcdefghij0123456789", "[redacted]", ""],
    ["/pub/api/packages/acme_lib/versions/1.0.0", "acme_lib", "1.0.0"],
    ["/apk/main/x86_64/APKINDEX.tar.gz", "", ""],
  ])("the package of %s is %s", async (path, name, version) => {
    origin.on(path.replace(/^\/[a-z]+/, ""), (exchange) => exchange.answer("403 Forbidden", {}, "No."));
    const answer = await ask(gateway.port(), path, { headers: NPM });
    const { line, point } = await countedAs(answer.header("x-outspoken-ref") ?? "");
    const same = { package: name, version, mode: "on" };
    expect(line).toMatchObject(same);
    expect(point).toMatchObject(same);
  });

  test.each([
    [
      "an origin that can't be reached",
      "/dead/x",
      { cause: "unreachable", category: "unreachable", status: 502, retries: 2 },
    ],
    ["a silent origin", "/npm/silent", { cause: "timeout", category: "timeout", status: 504, retries: 0 }],
    [
      "a path with dot segments",
      "/npm/..%2fx",
      { cause: "answered", category: "bad_request", status: 400, retries: 0 },
    ],
  ])("%s", async (_, target, expected) => {
    origin.on("/silent", (exchange) => exchange.closes());
    const answer = await ask(gateway.port(), target, { headers: NPM });
    const { line, point } = await countedAs(answer.header("x-outspoken-ref") ?? "");
    const same = { ...expected, origin_status: 0, origin_code: "", body_bytes: 0, client: "npm" };
    expect(line).toMatchObject(same);
    expect(point).toMatchObject({ ...same, count: 1 });
  });

  test("a challenge is counted but not logged", async () => {
    origin.on("/private", (exchange) =>
      exchange.answer("401 Unauthorized", { "WWW-Authenticate": "Basic" }, "no"),
    );
    const answer = await ask(gateway.port(), "/npm/private", { headers: NPM });
    const ref = answer.header("x-outspoken-ref") ?? "";
    expect(await pointOf(ref)).toMatchObject({ category: "challenge", status: 401, origin_status: 401 });
    expect(gateway.log.matching({ event: "failure", ref })).toEqual([]);
  });

  test("a 404 to a probe is answered like any other, counted as a probe and not logged", async () => {
    origin.on("/app", (exchange) =>
      exchange.answer(
        "404 Not Found",
        { "Content-Type": "application/json" },
        '{"error":"No such package."}',
      ),
    );
    const asked = (command: string) =>
      ask(gateway.port(), "/npm/app", { headers: { ...NPM, "npm-command": command } });
    const [question, install] = [await asked("publish"), await asked("install")];
    const ref = question.header("x-outspoken-ref") ?? "";
    expect(await pointOf(ref)).toMatchObject({ category: "probe", status: 404, reason: "No such package." });
    expect(gateway.log.matching({ event: "failure", ref })).toEqual([]);
    expect(question.header("x-outspoken")).toBe("probe");
    await expectSpoken(gateway, install, { status: 404, category: "not_found" });
    expect([question.status, question.body]).toEqual([install.status, install.body]);
  });

  test("a HEAD answered with 404 is a probe in every format", async () => {
    origin.on("/nothing", (exchange) => exchange.answer("404 Not Found", {}, ""));
    for (const target of ["/npm/nothing", "/apk/nothing", "/pub/nothing"]) {
      const answer = await ask(gateway.port(), target, { method: "HEAD" });
      expect([answer.status, answer.header("x-outspoken")]).toEqual([404, "probe"]);
    }
  });

  test.each([
    ["a header", { "X-Gitlab-Dependency-Firewall": "blocked" }, "No."],
    ["words", {}, "Requested item is quarantined"],
    [
      "words on a page",
      { "Content-Type": "text/html" },
      "<h1>Web Page Blocked</h1><p>Blocked by policy.</p>",
    ],
  ])("a refusal by policy, recognized by %s", async (_, headers, body) => {
    origin.on("/evil", (exchange) => exchange.answer("403 Forbidden", headers, body));
    const answer = await ask(gateway.port(), "/npm/evil", { headers: NPM });
    await expectSpoken(gateway, answer, { status: 403, category: "blocked", logged: { origin_status: 403 } });
  });

  test("a success, a redirect and a 304 are neither counted nor logged", async () => {
    const before = gateway.log.matching({}).length;
    origin.on("/moved", (exchange) => exchange.answer("302 Found", { Location: "/x" }));
    origin.on("/same", (exchange) => exchange.send("HTTP/1.1 304 Not Modified\r\n\r\n"));
    for (const target of ["fine", "moved", "same"]) await ask(gateway.port(), `/npm/${target}`);
    const barrier = await ask(gateway.port(), "/npm/..%2fx");
    await countedAs(barrier.header("x-outspoken-ref") ?? "");
    expect(gateway.log.matching({}).length - before).toBe(2);
  });
});

describe("counts the status that was sent", () => {
  const PUB = { "User-Agent": "Dart pub 3.12.0", Accept: "application/vnd.pub.v2+json" };
  const PIP = { "User-Agent": "pip/26.2.1 {}", Accept: "text/html" };

  test.each([
    ["apk, which has no name for 429", "/apk/x", { "User-Agent": "libfetch/2.0" }, 429, 503, "rate_limited"],
    ["pub, which takes 406 for its own fault", "/pub/api/packages/x", PUB, 406, 400, "bad_request"],
    ["bun, by a last resort", "/last-npm/x", { "User-Agent": "Bun/1.4.5" }, 403, 302, "forbidden"],
    ["pip, by a last resort", "/last-pypi/simple/x/", PIP, 403, 200, "forbidden"],
  ] as const)("to %s", async (_client, target, headers, sent, status, category) => {
    origin.on("*", (exchange) => exchange.answer(`${sent} No`, {}, "Not on Sundays."));
    const answer = await ask(gateway.port(), target, { headers });
    await expectSpoken(gateway, answer, { status, category, logged: { origin_status: sent } });
    const { point } = await countedAs(answer.header("x-outspoken-ref") ?? "");
    expect(point).toMatchObject({ status, origin_status: sent, category });
  });
});

test("a hundred failures have a hundred references", async () => {
  origin.on("/many", (exchange) => exchange.answer("500 Oops", {}, "no"));
  const refs = new Set<string>();
  for (let index = 0; index < 100; index += 1) {
    const answer = await ask(gateway.port(), "/npm/many");
    refs.add(answer.header("x-outspoken-ref") ?? "");
  }
  expect(refs.size).toBe(100);
});
