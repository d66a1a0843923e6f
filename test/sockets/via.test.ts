/** Origins that are reached through a binding: what it gets, and what is answered if it fails. */
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { serveGateway } from "./serve.ts";
import { askOf, askSpoken, expectReferenceShown, METHODS } from "./spoken-answer.ts";

/** Stands in for a VPC binding: echoes the request, or fails with the code in the path's last segment. */
const BINDING = `const asked = new Map();
export default { async fetch(request) {
  const { pathname } = new URL(request.url);
  asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
  const [, how, code] = /\\/(thrown|coded|answered)\\/(\\w+)$/.exec(pathname) ?? [];
  if (pathname.startsWith("/down/")) throw new Error("ProxyError: dns_error");
  if (how === "thrown") throw new Error("ProxyError: " + code);
  if (how === "coded") throw Object.assign(new Error(code), { code });
  if (how === "answered") return new Response("ProxyError: " + code, { status: 500, headers: { "content-type": "text/plain" } });
  if (pathname.endsWith("/asked")) return Response.json(Object.fromEntries(asked));
  if (pathname.endsWith("/broken")) return new Response("Traceback (most recent call last)", { status: 500, headers: { "content-type": "text/plain" } });
  if (pathname.endsWith("/moved")) return new Response(null, { status: 302, headers: { location: new URL("elsewhere", request.url).href } });
  const host = request.headers.get("host");
  return Response.json({ url: request.url, host, method: request.method, body: await request.text(), cf: request.cf ?? null });
} };`;

const BREAKER = { failures: 2, open_seconds: 60 };

const gateway = serveGateway(
  () => {
    const base = { format: "generic", timeout_ms: 1_500, via: "PRIVATE" };
    return [
      { ...base, path: "/vpc/*", origin: "http://10.0.1.50:8081/repository/npm" },
      { ...base, path: "/tls/*", origin: "https://nexus.internal:8443" },
      { ...base, path: "/default/*", origin: "https://nexus.internal" },
      { ...base, path: "/off/*", origin: "http://10.0.1.50:8081", enabled: false },
      {
        ...base,
        path: "/second/*",
        origin: "http://10.0.1.50:8081/down",
        fallback: { origin: "http://10.0.9.9/mirror", via: "OTHER" },
      },
      { ...base, path: "/guarded/*", origin: "http://10.0.1.50:8081", breaker: BREAKER },
      { ...base, path: "/guarded-other/*", origin: "http://10.0.1.50:8081", breaker: BREAKER, via: "OTHER" },
      { ...base, path: "/other/*", origin: "http://10.0.1.50:8081/repository/npm", via: "OTHER" },
    ];
  },
  { services: { PRIVATE: BINDING, OTHER: BINDING } },
);

describe("a binding gets the route's own URL", () => {
  test.each([
    ["/vpc/left-pad?a=b%2fc", "http://10.0.1.50:8081/repository/npm/left-pad?a=b%2fc", "10.0.1.50:8081"],
    ["/tls/left-pad", "https://nexus.internal:8443/left-pad", "nexus.internal:8443"],
    ["/default/left-pad", "https://nexus.internal/left-pad", "nexus.internal"],
  ])("%s", async (target, url, host) => {
    for (const method of ["GET", "PUT"] as const) {
      const { text } = await ask(gateway.port(), target, askOf(method));
      const body = method === "PUT" ? "upload" : "";
      const cf = { cacheTtlByStatus: { "100-599": -1 } };
      expect(JSON.parse(text)).toEqual({ url, host, method, body, cf });
    }
  });

  test("and its redirects name the gateway and are not followed", async () => {
    const answer = await ask(gateway.port(), "/vpc/moved");
    expect([answer.status, answer.header("location")]).toEqual([
      302,
      "http://packages.example/vpc/elsewhere",
    ]);
  });

  test("and a path that climbs out of its base is refused", async () => {
    expect((await ask(gateway.port(), "/vpc/..%2fsecret")).status).toBe(400);
  });
});

const SENTENCES = [
  ["connection_refused", "refused", 502, "The registry behind this gateway refused the connection."],
  [
    "connection_terminated",
    "terminated",
    502,
    "The registry behind this gateway closed the connection before its answer was complete.",
  ],
  ["connection_timeout", "timed_out", 504, "The registry behind this gateway did not answer in time."],
  ["dns_error", "dns", 502, "The host name of the registry behind this gateway could not be resolved."],
  [
    "tls_certificate_error",
    "tls",
    502,
    "No secure connection (TLS) to the registry behind this gateway could be made.",
  ],
  ["destination_unavailable", "unknown", 502, "The registry behind this gateway could not be reached."],
] as const;

describe.concurrent("a binding that can't reach the origin is reported in one sentence, and counted", () => {
  const ways = ["thrown", "coded", "answered"] as const;

  test.each(ways.flatMap((way) => SENTENCES.map((row) => [way, ...row] as const)))(
    "%s %s",
    async (way, code, fault, status, sentence) => {
      const category = status === 504 ? "timeout" : "unreachable";
      const logged = {
        cause: category,
        fault,
        origin_code: code,
        origin_host: "10.0.1.50:8081",
        origin_status: 0,
      };
      for (const method of ["GET", "PUT"]) {
        const expected = { status, category, logged } as const;
        const answer = await askSpoken(gateway, `/vpc/${way}/${code}`, askOf(method), expected);
        expect(answer.text).toContain(sentence);
        expectReferenceShown(answer);
      }
    },
  );

  test.each(METHODS)("thrown, by %s", async (method) => {
    const expected = { status: 502, category: "unreachable", logged: { fault: "refused" } } as const;
    await askSpoken(gateway, "/tls/thrown/connection_refused", askOf(method), expected);
  });

  test("in one plain line if the route is off", async () => {
    for (const way of ways) {
      const answer = await ask(gateway.port(), `/off/${way}/connection_timeout`);
      expect([answer.status, answer.header("content-type")]).toEqual([504, "text/plain; charset=utf-8"]);
      expect(answer.text).toContain("did not answer in time");
    }
  });
});

test("a GET is retried as after any failed connection, and nothing else is", async () => {
  await ask(gateway.port(), "/other/thrown/connection_refused");
  await ask(gateway.port(), "/other/answered/dns_error");
  await ask(gateway.port(), "/other/thrown/connection_timeout");
  await ask(gateway.port(), "/other/thrown/proxy_internal_error");
  await ask(gateway.port(), "/other/thrown/tls_protocol_error", askOf("PUT"));
  const { text } = await ask(gateway.port(), "/other/asked");
  expect(JSON.parse(text)).toMatchObject({
    "/repository/npm/thrown/connection_refused": 2,
    "/repository/npm/answered/dns_error": 2,
    "/repository/npm/thrown/connection_timeout": 1,
    "/repository/npm/thrown/proxy_internal_error": 1,
    "/repository/npm/thrown/tls_protocol_error": 1,
  });
});

test("a 500 by the origin itself stays a 500", async () => {
  const logged = { origin_status: 500, fault: "", cause: "answered" };
  await askSpoken(gateway, "/vpc/broken", {}, { status: 500, category: "server_error", logged });
});

test("a second origin is reached through its own binding, and marked as such", async () => {
  const answer = await ask(gateway.port(), "/second/left-pad");
  expect(answer.header("x-outspoken-origin")).toBe("fallback");
  expect(JSON.parse(answer.text)).toMatchObject({ url: "http://10.0.9.9/mirror/left-pad", host: "10.0.9.9" });
  const logged = {
    event: "fallback",
    route: "second",
    cause: "unreachable",
    fault: "dns",
    origin_code: "dns_error",
  };
  await gateway.log.line(logged);
});

test("a breaker belongs to one binding: the same address behind another is another server", async () => {
  for (let round = 0; round < BREAKER.failures; round += 1)
    await ask(gateway.port(), "/guarded/thrown/connection_timeout");
  const expected = {
    status: 504,
    category: "timeout",
    logged: { cause: "timeout", fault: "timed_out" },
  } as const;
  const held = await askSpoken(gateway, "/guarded/left-pad", {}, expected);
  expect(held.header("retry-after")).toMatch(/^\d+$/);
  expect((await ask(gateway.port(), "/guarded-other/left-pad")).status).toBe(200);
});
