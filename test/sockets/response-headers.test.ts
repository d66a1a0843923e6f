import { describe, expect, test } from "vitest";
import { HOP_BY_HOP } from "../../src/request/header-names.ts";
import { ask } from "./client.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [{ path: "/r/*", format: "generic", origin: origin.url }]);

describe("response headers that are dropped", () => {
  // Framing has its own tests; HTTP2-Settings is for requests only (RFC 7540 3.2.1).
  const names = HOP_BY_HOP.filter(
    (name) => !["transfer-encoding", "connection", "http2-settings"].includes(name),
  );
  test.each(names)("%s", async (name) => {
    origin.on(`/out-${name}`, (exchange) =>
      exchange.answer("200 OK", { [name]: "hop", "X-Kept": "c" }, "ok"),
    );
    const answer = await ask(gateway.port(), `/r/out-${name}`);
    expect([answer.status, answer.header(name), answer.header("x-kept")]).toEqual([200, null, "c"]);
    expect(answer.text).toBe("ok");
  });

  test("headers that the origin's Connection names", async () => {
    origin.on("/out-named", (exchange) =>
      exchange.answer(
        "200 OK",
        { Connection: "close, X-Internal", "X-Internal": "hop", "X-Kept": "c" },
        "ok",
      ),
    );
    const answer = await ask(gateway.port(), "/r/out-named");
    // As the client requested; the origin's own has more in it.
    expect([answer.header("connection"), answer.header("x-kept")]).toEqual(["close", "c"]);
    expect(answer.header("x-internal")).toBeNull();
  });

  test("the same on an error answer", async () => {
    const hops = Object.fromEntries(names.map((name) => [name, "hop"]));
    origin.on("/out-error", (exchange) =>
      exchange.answer("403 Forbidden", { ...hops, "X-Kept": "c", "WWW-Authenticate": "Basic" }, "no"),
    );
    const answer = await ask(gateway.port(), "/r/out-error");
    expect(names.filter((name) => answer.header(name) !== null)).toEqual([]);
    expect([answer.header("x-kept"), answer.header("www-authenticate")]).toEqual(["c", "Basic"]);
  });
});

test("unknown response headers stay separate and in order; Set-Cookie is never joined", async () => {
  origin.on("/many", (exchange) => {
    exchange.send("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2, c\r\nX-Two: 1\r\nX-Two: 2\r\n");
    exchange.send("Content-Length: 2\r\n\r\nok");
  });
  const answer = await ask(gateway.port(), "/r/many");
  const values = (name: string): string[] =>
    answer.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  expect(values("set-cookie")).toEqual(["a=1", "b=2, c"]);
  expect(values("x-two")).toEqual(["1", "2"]);
});
