import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { answering, type Script } from "./exchange.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { askOf, askSpoken } from "./spoken-answer.ts";

const TIMEOUT_MS = 2_000;
const silent: Script = () => new Promise(() => {});

const first = serveOrigin();
const second = serveOrigin();
const gateway = serveGateway(
  () => {
    const base = { format: "generic", timeout_ms: TIMEOUT_MS, retries: 0 };
    const fallback = { origin: `${second.url}/mirror` };
    return [
      { ...base, path: "/f/*", origin: first.url, fallback },
      { ...base, path: "/dead/*", origin: DEAD_ORIGIN, fallback },
      { ...base, path: "/both-dead/*", origin: DEAD_ORIGIN, fallback: { origin: DEAD_ORIGIN } },
      { ...base, path: "/off/*", origin: DEAD_ORIGIN, fallback, enabled: false },
      { ...base, path: "/npm/*", format: "npm", origin: first.url, fallback },
    ];
  },
  { dataset: true },
);

const HTML = { "Content-Type": "text/html" };

describe("the second origin answers", () => {
  const downs: [string, Script, string][] = [
    ["502", answering("502 Bad Gateway"), "server_error"],
    ["503", answering("503 Service Unavailable", { "Retry-After": "60" }, "down"), "overloaded"],
    ["504", answering("504 Gateway Timeout"), "timeout"],
    ["520", answering("520 "), "unreachable"],
    ["521", answering("521 "), "unreachable"],
    ["522", answering("522 "), "timeout"],
    ["525", answering("525 "), "unreachable"],
    ["530", answering("530 "), "unreachable"],
    ["a reset", (exchange) => exchange.reset(), "unreachable"],
    ["silence", silent, "timeout"],
  ];

  test.each(
    downs.flatMap(([name, script, category]) =>
      (["GET", "HEAD"] as const).map((method) => [name, method, script, category] as const),
    ),
  )("after %s: %s", async (name, method, script, category) => {
    const path = `/${name.replace(/\W/g, "-")}-${method}`;
    first.on(path, script);
    second.on(`/mirror${path}`, answering("200 OK", { "Content-Type": "text/plain" }, "mirrored"));

    const answer = await ask(gateway.port(), `/f${path}?a=b`, { method });

    expect([answer.status, answer.text, answer.header("x-outspoken-origin")]).toEqual([
      200,
      method === "HEAD" ? "" : "mirrored",
      "fallback",
    ]);
    expect(answer.header("x-outspoken")).toBeNull();
    expect(second.only(`/mirror${path}`).target).toBe(`/mirror${path}?a=b`);
    const line = await gateway.log.line({ event: "fallback", category, method, status: 200 });
    expect(line).toMatchObject({ route: "f", origin_host: first.host });
  });

  test("once per request, counted once and not as a failure that the client saw", async () => {
    second.on("/mirror/once", answering("200 OK", {}, "mirrored"));
    await ask(gateway.port(), "/dead/once");
    const line = await gateway.log.line({ event: "fallback", route: "dead" });
    expect(gateway.log.matching({ event: "failure", route: "dead" })).toEqual([]);
    expect(line).toMatchObject({ category: "unreachable", status: 200, cause: "unreachable" });
    expect(second.to("/mirror/once")).toHaveLength(1);
  });

  test("with a redirect, whose URL is the gateway's", async () => {
    second.on("/mirror/moved", answering("302 Found", { Location: `${second.url}/mirror/there` }));
    const answer = await ask(gateway.port(), "/dead/moved");
    expect([answer.status, answer.header("location")]).toEqual([302, "http://packages.example/dead/there"]);
  });

  test("with a document, whose URLs are the gateway's", async () => {
    first.on("/left-pad", (exchange) => exchange.reset());
    const tarball = `${second.url}/mirror/left-pad/-/left-pad-1.0.0.tgz`;
    const document = JSON.stringify({ dist: { tarball } });
    second.on("/mirror/left-pad", answering("200 OK", { "Content-Type": "application/json" }, document));
    const answer = await ask(gateway.port(), "/npm/left-pad");
    expect(JSON.parse(answer.text)).toEqual({
      dist: { tarball: "http://packages.example/npm/left-pad/-/left-pad-1.0.0.tgz" },
    });
  });
});

describe("the second origin gets no request", () => {
  test.each([400, 401, 403, 404, 410, 429, 500, 501])("after %d", async (status) => {
    const path = `/not-after-${status}`;
    first.on(path, answering(`${status} No`));
    expect((await ask(gateway.port(), `/f${path}`)).status).toBe(status);
    expect(second.to(`/mirror${path}`)).toEqual([]);
  });

  test.each(["PUT", "POST", "DELETE", "PATCH"])("for %s", async (method) => {
    const path = `/no-${method}`;
    await askSpoken(gateway, `/dead${path}`, askOf(method), { status: 502, category: "unreachable" });
    expect(second.to(`/mirror${path}`)).toEqual([]);
  });

  test("if the route is off", async () => {
    expect((await ask(gateway.port(), "/off/x")).status).toBe(502);
    expect(second.to("/mirror/x")).toEqual([]);
  });

  test("after the first byte of an answer that breaks off", async () => {
    first.on("/breaks", (exchange) => {
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
      exchange.fin();
    });
    const answer = await ask(gateway.port(), "/f/breaks");
    expect([answer.status, answer.complete]).toEqual([200, false]);
    expect(second.to("/mirror/breaks")).toEqual([]);
  });
});

describe("the client gets the first origin's failure if the second has no answer", () => {
  test.each([401, 403, 404, 410, 429, 500, 502, 503])("but %d", async (status) => {
    const path = `/second-${status}`;
    second.on(`/mirror${path}`, answering(`${status} Not here`, { "WWW-Authenticate": "Basic" }));
    const answer = await askSpoken(gateway, `/dead${path}`, {}, { status: 502, category: "unreachable" });
    expect([answer.header("x-outspoken-origin"), answer.header("www-authenticate")]).toEqual([null, null]);
  });

  test("in the words of the first", async () => {
    first.on("/words", answering("503 Busy", { "Content-Type": "text/plain" }, "Reindexing until noon."));
    second.on("/mirror/words", answering("404 Not Found", {}, "never heard of it"));
    const answer = await askSpoken(gateway, "/f/words", {}, { status: 503, category: "overloaded" });
    expect(answer.text).toContain("Reindexing until noon.");
  });

  test.each<[string, Script]>([
    [
      "but a sign-in page's URL",
      answering("302 Found", { Location: "https://login.example/login?return_to=%2Fback" }),
    ],
    [
      "but a page to sign in",
      answering("200 OK", HTML, '<form action="/login"><input type="password"></form>'),
    ],
    ["but a web page", answering("200 OK", HTML, "<!DOCTYPE html><title>Welcome</title>")],
    ["but an empty document", answering("200 OK", { "Content-Type": "application/json" })],
    ["but 304 to an unconditional request", answering("304 Not Modified")],
    [
      "but a document that breaks off at its start",
      (exchange) => {
        exchange.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
        exchange.fin();
      },
    ],
  ])("%s", async (name, script) => {
    const path = `/${name.replace(/\W+/g, "-")}`;
    first.on(path, (exchange) => exchange.answer("503 Busy", { "Retry-After": "7" }));
    second.on(`/mirror${path}`, script);
    const answer = await askSpoken(
      gateway,
      `/npm${path}`,
      {},
      { status: 503, category: "overloaded", logged: { origin_host: first.host } },
    );
    expect(answer.header("retry-after")).toBe("7");
    expect(second.to(`/mirror${path}`)).toHaveLength(1);
  });

  test("if it can't be reached either", async () => {
    await askSpoken(gateway, "/both-dead/x", {}, { status: 502, category: "unreachable" });
  });

  test("if both are silent", async () => {
    first.on("/both-silent", silent);
    second.on("/mirror/both-silent", silent);
    await askSpoken(gateway, "/f/both-silent", {}, { status: 504, category: "timeout" });
  });
});

test("a late answer by the first origin is not waited for", async () => {
  first.on("/late", async (exchange) => {
    await wait(TIMEOUT_MS / 2 + 200);
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nlate");
    await exchange.closes();
  });
  second.on("/mirror/late", async (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsec");
    await first.only("/late").closes();
    exchange.send("ond");
  });
  const answer = await ask(gateway.port(), "/f/late");
  expect([answer.status, answer.text, answer.complete]).toEqual([200, "second", true]);
});

test("the gateway has logged no error of its own", () => {
  expect(gateway.log.matching({ event: "gateway_error" })).toEqual([]);
});
