import { describe, expect, test } from "vitest";
import { ask, Connection, requestHead } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { serveGateway, serveOrigin } from "./serve.ts";
import { expectSpoken } from "./spoken-answer.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url, rewrite_urls: false },
]);

describe("redirects pass unchanged, and are not followed", () => {
  const statuses = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Over there",
  ];
  const methods = ["GET", "HEAD", "PUT", "POST"];

  test.each(statuses.flatMap((status) => methods.map((method) => [status, method] as const)))(
    "%s to a %s",
    async (status, method) => {
      const path = `/${status.slice(0, 3)}-${method}`;
      const location = `${origin.url}/target${path}?sig=a%2Fb`;
      const headers = { Location: location, "Content-Type": "text/html", "Set-Cookie": "a=b; Path=/" };
      origin.on(path, (exchange) => exchange.answer(status, headers, "<a>moved</a>"));
      const body = method === "PUT" || method === "POST" ? { body: "upload" } : {};
      const answer = await ask(gateway.port(), `/r${path}`, { method, ...body });
      expect(answer.line).toBe(`HTTP/1.1 ${status}`);
      expect(answer.header("location")).toBe(location);
      expect(answer.header("set-cookie")).toBe("a=b; Path=/r");
      expect(answer.text).toBe(method === "HEAD" ? "" : "<a>moved</a>");
      expect(answer.header("x-outspoken")).toBeNull();
      expect(origin.to(`/target${path}`)).toHaveLength(0);
    },
  );

  test.each(["/r/elsewhere", "../up", "//other.example/x", "https://other.example/a%20b?c=d#e", "?page=2"])(
    "Location %s",
    async (location) => {
      const path = `/location-${encodeURIComponent(location)}`;
      origin.on(path, (exchange) => exchange.answer("302 Found", { Location: location }));
      expect((await ask(gateway.port(), `/r${path}`)).header("location")).toBe(location);
    },
  );

  test("a redirect to itself is not followed: the origin gets one request", async () => {
    origin.on("/loop", (exchange) => exchange.answer("302 Found", { Location: "/r/loop" }));
    const answer = await ask(gateway.port(), "/r/loop");
    expect([answer.status, answer.header("location")]).toEqual([302, "/r/loop"]);
    expect(origin.to("/loop")).toHaveLength(1);
  });
});

describe("HEAD", () => {
  test("has the headers of a GET, its length, and no body", async () => {
    origin.on("/file", (exchange) =>
      exchange.answer(
        "200 OK",
        { ETag: '"e"', "Accept-Ranges": "bytes", "Content-Type": "a/b" },
        "0123456789",
      ),
    );
    const answer = await ask(gateway.port(), "/r/file", { method: "HEAD" });
    expect(answer).toMatchObject({ status: 200, complete: true });
    expect(answer.header("content-length")).toBe("10");
    expect([answer.header("etag"), answer.header("accept-ranges"), answer.header("content-type")]).toEqual([
      '"e"',
      "bytes",
      "a/b",
    ]);
    expect(origin.only("/file").method).toBe("HEAD");
  });

  test("of a large file has its exact length", async () => {
    origin.on("/large", (exchange) =>
      exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 21474836480\r\n\r\n"),
    );
    const answer = await ask(gateway.port(), "/r/large", { method: "HEAD" });
    expect(answer.header("content-length")).toBe("21474836480");
  });

  test.skipIf(IS_OBSERVED)("of a refusal has the length of the GET's text", async () => {
    origin.on("/refused", (exchange) => exchange.answer("403 Package left-pad is blocked", {}, ""));
    const got = await ask(gateway.port(), "/r/refused");
    const head = await ask(gateway.port(), "/r/refused", { method: "HEAD" });
    await expectSpoken(gateway, head, { status: 403, category: "forbidden" });
    expect(head.header("content-length")).toBe(got.header("content-length"));
    expect(head.body).toHaveLength(0);
  });
});

describe("a chunked request that should have no content", () => {
  const headers = { "Transfer-Encoding": "chunked" };

  test.each(["GET", "HEAD"])("%s: without content it passes", async (method) => {
    const client = await Connection.open(gateway.port());
    client.send(requestHead(`/r/chunks-${method}`, { method, headers }) + LAST_CHUNK);
    expect(await client.answer(method)).toMatchObject({ status: 200, complete: true });
    const seen = origin.only(`/chunks-${method}`);
    expect([seen.header("transfer-encoding"), seen.header("content-length")]).toEqual([null, null]);
  });

  test.each([
    ["GET", `${chunks("x")}${LAST_CHUNK}`],
    ["HEAD", `${chunks("x")}${LAST_CHUNK}`],
    ["GET", "zz\r\n\r\n"],
  ])("%s: with content or invalid chunks it is refused: %j", async (method, body) => {
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/r/refused-chunks", { method, headers }) + body);
    const answer = await client.answer(method);
    await expectSpoken(gateway, answer, { status: 400, category: "bad_request" });
    expect(origin.to("/refused-chunks")).toHaveLength(0);
  });

  test.each(["0", "00"])("Content-Length: %s is no content", async (length) => {
    const answer = await ask(gateway.port(), `/r/none-${length}`, { headers: { "Content-Length": length } });
    expect(answer.status).toBe(200);
  });
});

describe("ranges", () => {
  test("a part passes with its range, and the origin gets the request's verbatim", async () => {
    origin.on("/part", (exchange) => {
      const headers = { "Content-Range": "bytes 2-4/10", ETag: '"e"', "Content-Type": "a/b" };
      exchange.answer("206 Partial Content", headers, "234");
    });
    const answer = await ask(gateway.port(), "/r/part", {
      headers: { Range: "bytes=2-4", "If-Range": '"e"' },
    });
    expect(answer).toMatchObject({ line: "HTTP/1.1 206 Partial Content", text: "234", complete: true });
    expect([answer.header("content-range"), answer.header("content-length")]).toEqual(["bytes 2-4/10", "3"]);
    const seen = origin.only("/part");
    expect([seen.header("range"), seen.header("if-range")]).toEqual(["bytes=2-4", '"e"']);
  });

  test("several parts pass byte for byte", async () => {
    const body =
      "--b\r\nContent-Range: bytes 0-0/10\r\n\r\n0\r\n--b\r\nContent-Range: bytes 9-9/10\r\n\r\n9\r\n--b--\r\n";
    origin.on("/parts", (exchange) =>
      exchange.answer("206 Partial Content", { "Content-Type": "multipart/byteranges; boundary=b" }, body),
    );
    const answer = await ask(gateway.port(), "/r/parts", { headers: { Range: "bytes=0-0,9-9" } });
    expect(answer).toMatchObject({ status: 206, text: body });
    expect(answer.header("content-type")).toBe("multipart/byteranges; boundary=b");
  });

  test.skipIf(IS_OBSERVED)("416 keeps its status and Content-Range for clients that resume", async () => {
    origin.on("/beyond", (exchange) =>
      exchange.answer("416 Range Not Satisfiable", { "Content-Range": "bytes */10" }, "beyond"),
    );
    const answer = await ask(gateway.port(), "/r/beyond", { headers: { Range: "bytes=20-" } });
    await expectSpoken(gateway, answer, { status: 416, category: "bad_request" });
    expect(answer.header("content-range")).toBe("bytes */10");
  });
});

describe("conditional requests", () => {
  test.each(["GET", "HEAD"])("304 to a %s passes with its validators and without a body", async (method) => {
    origin.on("/same", (exchange) =>
      exchange.send(
        'HTTP/1.1 304 Not Modified\r\nETag: W/"a"\r\nCache-Control: max-age=60\r\nVary: Accept\r\n\r\n',
      ),
    );
    const answer = await ask(gateway.port(), "/r/same", { method, headers: { "If-None-Match": 'W/"a"' } });
    expect(answer).toMatchObject({ line: "HTTP/1.1 304 Not Modified", complete: true });
    expect([answer.header("etag"), answer.header("cache-control"), answer.header("vary")]).toEqual([
      'W/"a"',
      "max-age=60",
      "Accept",
    ]);
    expect(answer.header("x-outspoken")).toBeNull();
  });

  test.skipIf(IS_OBSERVED)("a condition that fails is 412", async () => {
    origin.on("/changed", (exchange) =>
      exchange.answer("412 Precondition Failed", { ETag: '"b"' }, "changed"),
    );
    const answer = await ask(gateway.port(), "/r/changed", {
      method: "PUT",
      body: "upload",
      headers: { "If-Match": '"a"', "If-Unmodified-Since": "Wed, 21 Oct 2015 07:28:00 GMT" },
    });
    await expectSpoken(gateway, answer, { status: 412, category: "bad_request" });
    const seen = origin.only("/changed");
    expect([seen.header("if-match"), seen.header("if-unmodified-since")]).toEqual([
      '"a"',
      "Wed, 21 Oct 2015 07:28:00 GMT",
    ]);
  });
});

test.each(["OPTIONS", "PATCH", "DELETE", "PROPFIND", "MKCOL"])("%s reaches the origin", async (method) => {
  const answer = await ask(gateway.port(), `/r/method-${method}`, { method });
  expect([answer.status, origin.only(`/method-${method}`).method]).toEqual([200, method]);
});

test("TRACE, which would echo the origin's credentials, is refused", async () => {
  const answer = await ask(gateway.port(), "/r/traced", { method: "TRACE" });
  await expectSpoken(gateway, answer, { status: 400, category: "bad_request" });
  expect(origin.to("/traced")).toHaveLength(0);
});

test.each(["200 Fine indeed", "201 Created", "202 Accepted", "203 Changed", "299 Odd", "399 Odder"])(
  "%s passes with its phrase",
  async (status) => {
    origin.on("/status", (exchange) => exchange.answer(status, { "X-A": "b" }, "ok"));
    const answer = await ask(gateway.port(), "/r/status");
    expect([answer.line, answer.header("x-a"), answer.text]).toEqual([`HTTP/1.1 ${status}`, "b", "ok"]);
  },
);

describe("a status beyond 599, which a Worker can't create, passes unchanged or is 502", () => {
  test.each([600, 777, 999])("%d", async (status) => {
    const path = `/beyond-${status}`;
    origin.on(path, (exchange) => {
      if (!exchange.target.endsWith("?chunked")) {
        exchange.answer(`${status} Odd`, {}, "odd");
        return;
      }
      exchange.send(`HTTP/1.1 ${status} Odd\r\nTransfer-Encoding: chunked\r\n\r\n`);
      exchange.send(chunks("odd"));
      exchange.send(LAST_CHUNK);
    });
    for (const [query, method] of [
      ["", "GET"],
      ["", "HEAD"],
      ["", "PUT"],
      ["?chunked", "GET"],
    ] as const) {
      const answer = await ask(gateway.port(), `/r${path}${query}`, { method });
      expect([query, method, [status, 502].includes(answer.status), answer.complete]).toEqual([
        query,
        method,
        true,
        true,
      ]);
    }
  });
});
