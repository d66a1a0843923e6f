import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { WATCH_CLIENT_AFTER_MS } from "../../src/limits.ts";
import { ask, Connection, requestHead } from "./client.ts";
import { begin } from "./faults.ts";
import { chunks } from "./message.ts";
import { DEAD_ORIGIN } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

/** Clients that leave sooner are neither watched nor counted. */
const WAITED_MS = WATCH_CLIENT_AFTER_MS + 75;

/** A route per test, to tell its log lines from the others'. */
const ROUTES = [
  "waiting-GET",
  "waiting-HEAD",
  "waiting-PUT",
  "waiting-POST",
  "upload-chunks-is-reset",
  "upload-chunks-is-closed",
  "upload-Content-Length-is-reset",
  "upload-Content-Length-is-closed",
  "broken",
  "length",
  "chunked",
  "error",
  "cut",
  "retry",
  "blink",
];

const origin = serveOrigin();
const gateway = serveGateway(
  () => [
    ...ROUTES.map((id) => ({
      path: `/${id}/*`,
      id,
      format: "generic",
      origin: origin.url,
      retries: 2,
      timeout_ms: 2_000,
    })),
    { path: "/barrier/*", id: "barrier", format: "generic", origin: DEAD_ORIGIN },
  ],
  { dataset: true },
);

/** What was logged and counted on `route` once all pending work is done. */
async function counted(route: string): Promise<{ lines: unknown[]; points: unknown[] }> {
  await wait(100);
  const barrier = await ask(gateway.port(), "/barrier/x");
  await gateway.log.line({ ref: barrier.header("x-outspoken-ref") ?? "" });
  const lines = gateway.log
    .matching({ event: "failure", route })
    .map(({ category, cause, status }) => ({ category, cause, status }));
  const points = gateway.log.matching({ event: "data_point", index: route }).map(({ category }) => category);
  return { lines, points };
}

const ONCE = { lines: [{ category: "aborted", cause: "aborted", status: 499 }], points: ["aborted"] };
const NEVER = { lines: [], points: [] };

describe("a client that leaves while the origin is silent", () => {
  test.each(["GET", "HEAD", "PUT", "POST"])(
    "%s: the origin's connection is closed, and it is counted once",
    async (method) => {
      const path = `/silent-${method}`;
      origin.on(path, (exchange) => exchange.closes());
      const client = await Connection.open(gateway.port());
      const body = method === "PUT" || method === "POST" ? { body: "upload" } : {};
      client.send(requestHead(`/waiting-${method}${path}`, { method, ...body }) + (body.body ?? ""));
      await origin.arrives(path);
      await origin.only(path).receives();
      await wait(WAITED_MS);
      client.reset();
      await origin.only(path).closes();
      expect(await counted(`waiting-${method}`)).toEqual(ONCE);
      expect(origin.to(path)).toHaveLength(1);
    },
  );
});

test("a client that leaves at once leaves no connection to the origin", async () => {
  origin.on("/blink", (exchange) => exchange.closes());
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/blink/blink"));
  await origin.arrives("/blink");
  client.reset();
  await origin.only("/blink").closes();
  expect((await counted("blink")).lines.length).toBeLessThanOrEqual(1);
});

describe("an upload that breaks off never looks complete to the origin", () => {
  const framings = [
    ["chunks", { "Transfer-Encoding": "chunked" }, chunks("part")],
    ["Content-Length", { "Content-Length": "1000" }, "part"],
  ] as const;
  const ends: readonly (readonly [string, (client: Connection) => void])[] = [
    ["is reset", (client) => client.reset()],
    ["is closed", (client) => client.close()],
  ];

  test.each(
    framings.flatMap(([framing, headers, part]) =>
      ends.map(([how, end]) => ({ framing, headers, part, how, end })),
    ),
  )("in $framing, and the client's connection $how", async ({ framing, headers, part, how, end }) => {
    const path = `/part-${framing}-${how.replace(" ", "-")}`;
    const route = `upload${path.slice(5)}`;
    origin.on(path, (exchange) => exchange.closes());
    const client = await Connection.open(gateway.port());
    client.send(requestHead(`/${route}${path}`, { method: "PUT", headers }));
    client.send(part);
    await origin.arrives(path);
    await origin.only(path).receives(4);
    await wait(WAITED_MS);
    end(client);
    await origin.only(path).closes();
    expect(origin.only(path).bodyEnded).toBe(false);
    expect(await counted(route)).toEqual(ONCE);
  });

  test("in invalid chunks", async () => {
    origin.on("/no-chunks", (exchange) => exchange.closes());
    const client = await Connection.open(gateway.port());
    const headers = { "Transfer-Encoding": "chunked" };
    client.send(requestHead("/broken/no-chunks", { method: "PUT", headers }));
    client.send(chunks("part"));
    await origin.arrives("/no-chunks");
    await origin.only("/no-chunks").receives(4);
    client.send("zz\r\nmore\r\n0\r\n\r\n");
    await origin.only("/no-chunks").closes();
    expect(origin.only("/no-chunks").bodyEnded).toBe(false);
    // Workerd reports it like the end of the connection.
    await client.receives("HTTP/1.1 499 ");
    expect(await counted("broken")).toEqual(ONCE);
  });
});

test.each([
  ["length", { "Content-Length": "1000" }, "hello"],
  ["chunked", { "Transfer-Encoding": "chunked" }, chunks("hello")],
] as const)(
  "a client that leaves in the body (%s): the origin's connection is closed, and nothing is counted",
  async (route, headers, part) => {
    origin.on(`/body-${route}`, async (exchange) => {
      begin(exchange, "200 OK", headers);
      exchange.send(part);
      while (!exchange.closed) {
        await wait(20);
        exchange.send(route === "chunked" ? chunks("x") : "x");
      }
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead(`/${route}/body-${route}`));
    await client.receives("hello");
    client.reset();
    await origin.only(`/body-${route}`).closes();
    expect(await counted(route)).toEqual(NEVER);
  },
);

test("a client that leaves in the body of an error answer: the origin's connection is closed", async () => {
  origin.on("/error-body", async (exchange) => {
    begin(exchange, "403 Forbidden", { "Content-Length": "1000" });
    exchange.send("hello");
    await exchange.closes();
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/error/error-body"));
  await origin.arrives("/error-body");
  await wait(50);
  client.reset();
  await origin.only("/error-body").closes();
  const { lines, points } = await counted("error");
  expect(lines.length).toBeLessThanOrEqual(1);
  expect(points).toHaveLength(lines.length);
});

test("a client that leaves after a body that broke off: nothing is counted, and the next request is answered", async () => {
  origin.on("/breaks", (exchange) => {
    begin(exchange, "200 OK", { "Transfer-Encoding": "chunked" });
    exchange.send(chunks("hello"));
    exchange.fin();
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/cut/breaks"));
  await client.receives("hello");
  await wait(50);
  client.reset();
  expect(await counted("cut")).toEqual(NEVER);
  expect((await ask(gateway.port(), "/cut/fine")).status).toBe(200);
});

test("a client that leaves before a retry: the request is not repeated", async () => {
  origin.on("/again", async (exchange) => {
    await wait(10 * WAITED_MS);
    exchange.reset();
  });
  const client = await Connection.open(gateway.port());
  client.send(requestHead("/retry/again"));
  await origin.arrives("/again");
  await wait(WAITED_MS);
  client.reset();
  await origin.only("/again").closes();
  await wait(3 * WAITED_MS);
  expect(origin.to("/again")).toHaveLength(1);
  expect(await counted("retry")).toEqual(ONCE);
});
