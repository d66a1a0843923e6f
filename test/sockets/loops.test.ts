/** Origins that lead back to the gateway. */
import { beforeEach, describe, expect, test } from "vitest";
import { type Answer, ask } from "./client.ts";
import type { Exchange } from "./exchange.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

/** How often the origin leads back before the test stops it: 3,000 nested connections in 1.8 s were measured. */
const ENOUGH = 50;

/** A bound Worker that leads back to the port in its query. */
const SCRIPT = `export default { fetch(request) {
  const { pathname, search, searchParams } = new URL(request.url);
  const hops = Number(request.headers.get("x-hops") ?? 0) + 1;
  if (hops > ${ENOUGH}) return new Response("no end of it");
  const headers = new Headers(request.headers);
  headers.set("x-hops", hops);
  return fetch("http://127.0.0.1:" + searchParams.get("port") + "/bound" + pathname + search, { method: request.method, headers });
} };`;

const origin = serveOrigin();
const gateway = serveGateway(
  () => [
    { path: "/generic/*", format: "generic", origin: `${origin.url}/generic` },
    { path: "/npm/*", format: "npm", origin: `${origin.url}/npm` },
    { path: "/off/*", format: "npm", origin: `${origin.url}/off`, enabled: false },
    { path: "/seen/*", format: "generic", origin: origin.url },
    { path: "/bound/*", format: "generic", origin: "service:BOUND" },
  ],
  { services: { BOUND: SCRIPT } },
);

beforeEach(() => {
  origin.exchanges.length = 0;
});

/** Acts as a reverse proxy whose upstream is the gateway, forwarding each header. */
async function leadBack(exchange: Exchange): Promise<void> {
  if (origin.exchanges.length > ENOUGH) return exchange.answer("200 OK", {}, "no end of it");
  const headers = Object.fromEntries(
    exchange.head.headers.filter(([name]) => !/^(?:host|content-length|transfer-encoding)$/i.test(name)),
  );
  const { method, target, body } = exchange;
  const upload = body.length > 0 ? { body } : {};
  const {
    status,
    phrase,
    header,
    body: said,
  } = await ask(gateway.port(), target, { method, headers: { ...headers, Connection: "close" }, ...upload });
  const kept = ["content-type", "x-outspoken"].flatMap((name) => {
    const value = header(name);
    return value === null ? [] : [[name, value]];
  });
  exchange.answer(`${status} ${phrase}`, Object.fromEntries(kept), said);
}

function said(answer: Answer): string {
  return `${answer.phrase}\n${answer.text}`;
}

describe("an origin that leads back to the gateway", () => {
  test.each(["GET", "HEAD", "POST"])("ends with 508 and words in the client's form: %s", async (method) => {
    origin.on("/npm/left-pad", async (exchange) => {
      await exchange.receives();
      await leadBack(exchange);
    });
    const answer = await ask(
      gateway.port(),
      "/npm/left-pad",
      method === "POST" ? { method, body: "{}" } : { method },
    );
    expect([answer.status, answer.header("x-outspoken")]).toEqual([508, "server_error"]);
    expect(origin.exchanges.length).toBeLessThanOrEqual(3);
    if (method !== "HEAD") expect(JSON.parse(answer.text).error).toMatch(/leads back to the gateway/);
  });

  test("is reported by each gateway in the loop as its own failure", async () => {
    origin.on("/generic/x", leadBack);
    const answer = await ask(gateway.port(), "/generic/x");
    await expectSpoken(gateway, answer, { status: 508, category: "server_error" });
    expect(said(answer)).toMatch(/leads back to the gateway/);
  });

  test("ends on a route that is off, too", async () => {
    origin.on("/off/x", leadBack);
    const answer = await ask(gateway.port(), "/off/x");
    expect(answer.status).toBe(508);
    expect(origin.exchanges.length).toBeLessThanOrEqual(3);
  });

  test("ends if it is a bound Worker", async () => {
    const answer = await ask(gateway.port(), `/bound/x?port=${gateway.port()}`);
    expect(answer.status).toBe(508);
    expect(said(answer)).toMatch(/leads back to the gateway/);
  });
});

describe("CDN-Loop", () => {
  test.each([
    [null, "outspoken"],
    ["cloudflare; loops=1", "cloudflare; loops=1, outspoken"],
    [
      "outspoken, cloudflare; loops=2;subreqs=1, Outspoken;v=1",
      "outspoken, cloudflare; loops=2;subreqs=1, Outspoken;v=1, outspoken",
    ],
  ])("%s is forwarded as %s", async (came, goes) => {
    await ask(gateway.port(), "/seen/hops", { headers: came === null ? {} : { "CDN-Loop": came } });
    expect(origin.only("/hops").headers("cdn-loop")).toEqual([goes]);
  });

  test.each([
    ["outspoken, outspoken, outspoken"],
    ['a;b="outspoken", outspoken;x=1 , cloudflare, OUTSPOKEN,outspoken'],
  ])("%s is a loop", async (came) => {
    const answer = await ask(gateway.port(), "/seen/loop", { headers: { "CDN-Loop": came } });
    await expectSpoken(gateway, answer, { status: 508, category: "server_error" });
    expect(origin.to("/loop")).toEqual([]);
  });

  test.each([
    "cloudflare, cloudflare, cloudflare, cloudflare",
    "not-outspoken, outspoken.example, outspoken, outspoken",
    ",,,",
  ])("%s is not a loop", async (came) => {
    const answer = await ask(gateway.port(), "/seen/none", { headers: { "CDN-Loop": came } });
    expect(answer.status).toBe(200);
  });
});
