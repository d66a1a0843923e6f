/** What no cache may store: errors, and one client's answer for another. */
import { describe, expect, test } from "vitest";
import { CREDENTIALS } from "../../src/request/header-names.ts";
import { type Answer, type Ask, ask } from "./client.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateways, serveOrigin } from "./serve.ts";

const BUN = { "User-Agent": "Bun/1.4.5" };
const PIP = { "User-Agent": "pip/26.2.1 {}", Accept: "text/html" };
/** What a careless origin sends with everything. */
const FOREVER = {
  "Cache-Control": "public, max-age=31536000",
  ETag: '"a"',
  Expires: "Wed, 21 Oct 2099 07:28:00 GMT",
};

const origin = serveOrigin();
const gateway = serveGateways(() => {
  const ROUTES = [
    { path: "/r/*", format: "generic", origin: origin.url, timeout_ms: 500 },
    { path: "/npm/*", format: "npm", origin: origin.url, last_resort: true },
    { path: "/pypi/*", format: "pypi", origin: origin.url, last_resort: true },
    { path: "/dead/*", format: "generic", origin: DEAD_ORIGIN, retries: 0 },
  ];
  return {
    gateway: { variables: { ROUTES, WHY_SECRET: "a secret of the operator's" } },
    broken: { variables: { ROUTES: "no JSON" } },
  };
});

for (const status of [400, 401, 403, 404, 410, 429, 500, 503]) {
  origin.on(`/${status}`, (exchange) =>
    exchange.answer(`${status} No`, FOREVER, '{"message":"Not for you."}'),
  );
  origin.on(`/simple/${status}/`, (exchange) => exchange.answer(`${status} No`, FOREVER, "Not for you."));
}
origin.on("/silent", (exchange) => exchange.closes());
origin.on("/garbage", (exchange) => exchange.send("no HTTP\r\n\r\n"));

function expectNotStored(answer: Answer): void {
  expect(answer.header("cache-control")).toContain("no-store");
  expect([answer.header("etag"), answer.header("last-modified"), answer.header("expires")]).toEqual([
    null,
    null,
    null,
  ]);
}

describe("an error must not be stored", () => {
  const ERRORS: readonly (readonly [title: string, status: number, target: string, ask: Ask])[] = [
    ["a path without a route", 404, "/nothing", {}],
    ["an operator's page that is not enabled", 404, "/-/outspoken/", {}],
    ["an unsigned text", 404, "/-/why/403/bcdfgh/0123456789abcdef/Visit-evil.example", {}],
    ["a path with dot segments", 400, "/r/..%2fsecret", {}],
    ["a GET with content", 400, "/r/x", { body: "x" }],
    ...[400, 401, 403, 404, 410, 429, 500, 503].map(
      (status) => ["a refusal", status, `/r/${status}`, {}] as const,
    ),
    ["a refusal of a HEAD", 403, "/r/403", { method: "HEAD" }],
    ["an origin that is silent", 504, "/r/silent", {}],
    ["an origin that does not speak HTTP", 502, "/r/garbage", {}],
    ["an origin that is not there", 502, "/dead/x", {}],
    ["the redirect of a last resort", 302, "/npm/403", { headers: BUN }],
    ["the success of a last resort", 200, "/pypi/simple/403/", { headers: PIP }],
  ];

  test.each(ERRORS)("%s: %d", async (_title, status, target, options) => {
    const answer = await ask(gateway.port(), target, options);
    expect(answer.status).toBe(status);
    expectNotStored(answer);
  });

  test("nor the text that a last resort redirects to", async () => {
    const { status, header } = await ask(gateway.port(), "/npm/403", { headers: BUN });
    const answer = await ask(gateway.port(), header("location") ?? "", { headers: BUN });
    expect([status, answer.status]).toEqual([302, 403]);
    expectNotStored(answer);
  });

  test("nor what a bad configuration answers", async () => {
    const answer = await ask(gateway.port("broken"), "/r/x");
    expect(answer.status).toBe(500);
    expectNotStored(answer);
  });
});

describe("each client gets its own answer", () => {
  /** The origin echoes each request's credentials, and allows everyone to cache the answer. */
  function echoCredentials(path: string, type: string): void {
    origin.on(path, (exchange) => {
      const brought = CREDENTIALS.map((name) => exchange.header(name) ?? "").join("");
      exchange.answer("200 OK", { ...FOREVER, "Content-Type": type }, JSON.stringify({ for: brought }));
    });
  }

  test.each([
    ["an archive", "/r/left-pad.tgz", "/left-pad.tgz", "application/gzip"],
    ["a document that is rewritten", "/npm/left-pad", "/left-pad", "application/json"],
  ])("%s, whichever header has the credentials", async (_title, target, path, type) => {
    echoCredentials(path, type);
    for (const name of CREDENTIALS) {
      const before = origin.to(path).length;
      const askers = ["alice", "bob", null, "alice"];
      const answers = [];
      for (const asker of askers) {
        answers.push(await ask(gateway.port(), target, { headers: asker === null ? {} : { [name]: asker } }));
      }
      const told = answers.map(({ text }) => JSON.parse(text));
      expect([name, told]).toEqual([name, askers.map((asker) => ({ for: asker ?? "" }))]);
      expect(origin.to(path).length - before).toBe(askers.length);
    }
  });

  test("also for simultaneous requests, and through an edge", async () => {
    echoCredentials("/at-once.tgz", "application/gzip");
    const askers = Array.from({ length: 20 }, (_, index) => `asker-${index}`);
    const answers = await Promise.all(
      askers.map((asker, index) =>
        ask(index % 2 === 0 ? gateway.port() : gateway.entryPort, "/r/at-once.tgz", {
          headers: { "PRIVATE-TOKEN": asker },
        }),
      ),
    );
    expect(answers.map(({ text }) => JSON.parse(text))).toEqual(askers.map((asker) => ({ for: asker })));
    expect(origin.to("/at-once.tgz")).toHaveLength(askers.length);
  });

  test("a refusal of one client is not sent to the next", async () => {
    origin.on("/turns", (exchange) =>
      exchange.header("authorization") === "Bearer alice"
        ? exchange.answer("200 OK", FOREVER, "alice's")
        : exchange.answer("403 No", FOREVER, '{"message":"Only for alice."}'),
    );
    const statuses = [];
    for (const Authorization of ["Bearer bob", "Bearer alice", "Bearer bob", "Bearer alice"]) {
      const { status, text } = await ask(gateway.port(), "/r/turns", { headers: { Authorization } });
      statuses.push([status, text.includes("alice's")]);
    }
    expect(statuses).toEqual([
      [403, false],
      [200, true],
      [403, false],
      [200, true],
    ]);
  });
});
