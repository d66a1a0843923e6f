import { type IncomingMessage, request } from "node:http";
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Answer, type Ask, ask, Connection, requestHead } from "./client.ts";
import { type Gateway, startGateways } from "./gateway.ts";
import { chunks, LAST_CHUNK } from "./message.ts";
import { Origin } from "./origin.ts";

let origin: Origin;
let gateway: Gateway;

/** A bound Worker that names itself by the host name that it sees. */
const INNER = `export default { async fetch(request) {
  const { origin } = new URL(request.url);
  return Response.json({ dist: { tarball: origin + "/base/a.tgz" } });
} };`;

beforeAll(async () => {
  origin = await Origin.start();
  const base = `${origin.url}/base`;
  const ROUTES = [
    { path: "/npm/*", format: "npm", origin: base },
    { path: "/base/*", format: "npm", origin: base, host: "same.example", id: "same" },
    { path: "/php/*", format: "composer", origin: base },
    { path: "/mvn/*", format: "maven", origin: base },
    { path: "/lfs/*", format: "lfs", origin: base },
    { path: "/tf/*", format: "terraform", origin: base },
    { path: "/v2/*", format: "oci", origin: `${base}/v2` },
    { path: "/off/*", format: "npm", origin: base, enabled: false },
    { path: "/raw/*", format: "npm", origin: base, rewrite_urls: false },
    { path: "/inner/*", format: "npm", origin: "service:INNER_REGISTRY/base" },
  ];
  gateway = await startGateways({ gateway: { variables: { ROUTES }, services: { INNER_REGISTRY: INNER } } });
});

afterAll(async () => {
  await gateway.close();
  await origin.close();
});

/** The document as the origin says it, and as a client of packages.example reads it. */
function packument(name: string, versions = 3): { readonly sent: string; readonly named: string } {
  const text = (base: string): string => {
    const numbers = Array.from({ length: versions }, (_, minor) => `1.${minor}.0`);
    const all = numbers.map((v) => [v, { name, dist: { tarball: `${base}/${name}/-/${name}-${v}.tgz` } }]);
    return JSON.stringify({ name, alike: `${origin.url}/based`, versions: Object.fromEntries(all) });
  };
  return { sent: text(`${origin.url}/base`), named: text("http://packages.example/npm") };
}

const JSON_TYPE = { "Content-Type": "application/json" };

function serve(path: string, body: string | Buffer, headers: Record<string, string> = JSON_TYPE): void {
  origin.on(`/base${path}`, (exchange) => exchange.answer("200 OK", headers, body));
}

function get(target: string, headers: Record<string, string> = {}, options: Ask = {}): Promise<Answer> {
  return ask(gateway.port(), target, { ...options, headers });
}

describe("a document names the gateway", () => {
  test("plain, of known length, and framed anew", async () => {
    const { sent, named } = packument("plain");
    serve("/plain", sent);
    const answer = await get("/npm/plain");
    expect(answer).toMatchObject({ status: 200, text: named, complete: true });
    expect(answer.header("content-length")).not.toBe(String(sent.length));
    expect(origin.only("/base/plain").headers("accept-encoding")).toEqual(["identity"]);
  });

  test("under the host and port that the client used", async () => {
    serve("/port", packument("port").sent);
    const answer = await get("/npm/port", {}, { host: "127.0.0.1:8787" });
    expect(answer.text).toBe(packument("port").named.replaceAll("packages.example", "127.0.0.1:8787"));
  });

  test("in chunks, cut in the middle of a URL", async () => {
    const { sent, named } = packument("cut");
    const at = sent.indexOf("/base/cut") + 3;
    origin.on("/base/cut", (exchange) => {
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      exchange.send(chunks(sent.slice(0, at), sent.slice(at, at + 1), sent.slice(at + 1)));
      exchange.send(LAST_CHUNK);
    });
    expect(await get("/npm/cut")).toMatchObject({ text: named, complete: true });
  });

  test("as the answer to a POST", async () => {
    const text = (base: string): string => `{"objects":[{"actions":{"download":{"href":"${base}/o/1"}}}]}`;
    serve("/a.git/info/lfs/objects/batch", text(`${origin.url}/base`), {
      "Content-Type": "application/vnd.git-lfs+json",
    });
    const answer = await get("/lfs/a.git/info/lfs/objects/batch", {}, { method: "POST", body: "{}" });
    expect(answer.text).toBe(text("http://packages.example/lfs"));
  });

  test("of a bound Worker, which calls itself by its inner name", async () => {
    const answer = await get("/inner/a");
    expect(answer.text).toBe('{"dist":{"tarball":"http://packages.example/inner/a.tgz"}}');
  });

  test("with what else its origin said of it, but no digest or length of the bytes it had", async () => {
    const { sent } = packument("said");
    const digests = {
      "Content-MD5": "x",
      Digest: "sha-256=x",
      "Content-Digest": "sha-256=:x:",
      "Repr-Digest": "sha-256=:x:",
      "X-Checksum-Sha1": "x",
      "X-Checksum-Sha256": "x",
      "Accept-Ranges": "bytes",
    };
    serve("/said", sent, { ...JSON_TYPE, ...digests, "Cache-Control": "max-age=60", "X-Served-By": "a" });
    const answer = await get("/npm/said");
    for (const name of Object.keys(digests)) expect([name, answer.header(name)]).toEqual([name, null]);
    expect([answer.header("cache-control"), answer.header("x-served-by")]).toEqual(["max-age=60", "a"]);
  });
});

describe("codings", () => {
  const { sent, named } = ((): { sent: () => string; named: () => string } => ({
    sent: () => packument("coded", 50).sent,
    named: () => packument("coded", 50).named,
  }))();

  test.each(["gzip", "gzip, deflate, br", "br;q=1, gzip;q=0.5", "*"])(
    "Accept-Encoding: %s gets gzip",
    async (accept) => {
      const path = `/gzip-${encodeURIComponent(accept)}`;
      serve(path, gzipSync(sent()), { ...JSON_TYPE, "Content-Encoding": "gzip", Vary: "Accept-Encoding" });
      const answer = await get(`/npm${path}`, { "Accept-Encoding": accept });
      expect([answer.header("content-encoding"), answer.header("vary")]).toEqual(["gzip", "Accept-Encoding"]);
      expect(answer.complete).toBe(true);
      expect(gunzipSync(answer.body).toString()).toBe(named());
      expect(origin.only(`/base${path}`).headers("accept-encoding")).toEqual(["gzip"]);
    },
  );

  test.each([undefined, "identity", "br", "gzip;q=0", "deflate, zstd"])(
    "Accept-Encoding: %s gets none",
    async (accept) => {
      const path = `/none-${encodeURIComponent(accept ?? "absent")}`;
      serve(path, gzipSync(sent()), { ...JSON_TYPE, "Content-Encoding": "gzip" });
      const answer = await get(`/npm${path}`, accept === undefined ? {} : { "Accept-Encoding": accept });
      expect(answer.header("content-encoding")).toBeNull();
      expect(answer.header("vary")).toMatch(/accept-encoding/i);
      expect(answer).toMatchObject({ text: named(), complete: true });
      expect(origin.only(`/base${path}`).headers("accept-encoding")).toEqual(["identity"]);
    },
  );

  test("an origin that compresses with br unasked", async () => {
    serve("/br", brotliCompressSync(sent()), { ...JSON_TYPE, "Content-Encoding": "br" });
    const compressed = await get("/npm/br", { "Accept-Encoding": "gzip" });
    expect(compressed.header("content-encoding")).toBe("gzip");
    expect(gunzipSync(compressed.body).toString()).toBe(named());
    const plain = await get("/npm/br");
    expect([plain.header("content-encoding"), plain.text]).toEqual([null, named()]);
  });

  test.each([
    ["zstd", zstdCompressSync("{}")],
    ["deflate", deflateSync("{}")],
  ])("%s unasked passes as it is, with its own validators", async (coding, body) => {
    serve(`/${coding}`, body, { ...JSON_TYPE, "Content-Encoding": coding, ETag: '"abc"' });
    const answer = await get(`/npm/${coding}`, { "Accept-Encoding": `gzip, ${coding}` });
    expect(answer.body.equals(body)).toBe(true);
    expect([answer.header("content-encoding"), answer.header("etag")]).toEqual([coding, '"abc"']);
  });

  test("an error in gzip is heard, and one of the client's kind says it", async () => {
    const refusal = gzipSync(JSON.stringify({ message: "Package coded is blocked." }));
    origin.on("/base/refused", (exchange) =>
      exchange.answer("403 Forbidden", { ...JSON_TYPE, "Content-Encoding": "gzip" }, refusal),
    );
    const answer = await get("/npm/refused", { "Accept-Encoding": "gzip" });
    expect([answer.status, answer.header("content-encoding")]).toEqual([403, null]);
    expect(answer.text).toContain("Package coded is blocked.");
  });

  test("what is no document after all, but came compressed where one was asked for", async () => {
    serve("/blob", gzipSync(sent()), {
      "Content-Type": "text/plain",
      "Content-Encoding": "gzip",
      ETag: '"abc"',
    });
    const answer = await get("/npm/blob", { "Accept-Encoding": "gzip" });
    expect([answer.header("content-encoding"), answer.header("etag")]).toEqual(["gzip", '"abc"']);
    expect(gunzipSync(answer.body).toString()).toBe(sent());
    expect((await get("/npm/blob")).text).toBe(sent());
  });

  test("through an edge that compresses by itself", async () => {
    serve("/edge", gzipSync(sent()), { ...JSON_TYPE, "Content-Encoding": "gzip" });
    const answer = await ask(gateway.entryPort, "/npm/edge", { headers: { "Accept-Encoding": "gzip" } });
    expect(answer.header("content-encoding")).toBe("gzip");
    expect(gunzipSync(answer.body).toString()).toContain("packages.example/npm/coded/-/coded-1.49.0.tgz");
  });
});

describe("validators", () => {
  const DATE = "Wed, 21 Oct 2026 07:28:00 GMT";

  function serveRevalidating(path: string, tag: string): void {
    origin.on(`/base${path}`, (exchange) => {
      const headers = { ...JSON_TYPE, ETag: tag, "Last-Modified": DATE };
      const isFresh =
        exchange.header("if-none-match") === tag || exchange.header("if-modified-since") === DATE;
      if (isFresh)
        exchange.send(`HTTP/1.1 304 Not Modified\r\nETag: ${tag}\r\nLast-Modified: ${DATE}\r\n\r\n`);
      else exchange.answer("200 OK", headers, packument("valid").sent);
    });
  }

  test.each(['"abc"', 'W/"abc"', '"abc-gzip"'])(
    "ETag %s goes out marked, comes back, and is answered 304",
    async (tag) => {
      const path = `/tag-${encodeURIComponent(tag)}`;
      serveRevalidating(path, tag);
      const first = await get(`/npm${path}`);
      const marked = first.header("etag") ?? "";
      expect(marked).toMatch(/^(?:W\/)?"abc(?:-gzip)?-[0-9a-f]{8}"$/);
      expect(first.header("last-modified")).toBe(DATE);
      const again = await get(`/npm${path}`, { "If-None-Match": marked, "If-Modified-Since": DATE });
      expect(again).toMatchObject({ status: 304, body: Buffer.alloc(0) });
      expect(again.header("etag")).toBe(marked);
      const seen = origin.to(`/base${path}`).at(-1);
      expect([seen?.headers("if-none-match"), seen?.headers("if-modified-since")]).toEqual([[tag], [DATE]]);
    },
  );

  test.each([
    ["the origin's own tag, of a copy that names the origin", { "If-None-Match": '"abc"' }],
    ["a tag of another mapping", { "If-None-Match": '"abc-00000000"' }],
    ["a date alone", { "If-Modified-Since": DATE }],
    ["a date beside a tag that is none of ours", { "If-None-Match": '"abc"', "If-Modified-Since": DATE }],
  ])("%s validates nothing", async (what, conditions) => {
    const path = `/stale-${what.replaceAll(" ", "-")}`;
    serveRevalidating(path, '"abc"');
    expect(await get(`/npm${path}`, conditions)).toMatchObject({
      status: 200,
      text: packument("valid").named,
    });
  });

  test("another name of the gateway has other tags", async () => {
    serveRevalidating("/names", '"abc"');
    const tag = (await get("/npm/names")).header("etag") ?? "";
    const other = await get("/npm/names", { "If-None-Match": tag }, { host: "other.example" });
    expect(other.status).toBe(200);
    expect(other.header("etag")).not.toBe(tag);
  });

  test("Composer, which knows dates only, revalidates by a marked one; others see the date itself", async () => {
    serveRevalidating("/p2/acme/tool.json", '"abc"');
    const composer = { "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.4.1; cURL 8.5)" };
    const first = await get("/php/p2/acme/tool.json", composer);
    const date = first.header("last-modified") ?? "";
    expect(date).toMatch(/GMT; mapping=[0-9a-f]{8}$/);
    expect(await get("/php/p2/acme/tool.json", { ...composer, "If-Modified-Since": date })).toMatchObject({
      status: 304,
    });
    expect(await get("/php/p2/acme/tool.json", { ...composer, "If-Modified-Since": DATE })).toMatchObject({
      status: 200,
    });
    expect((await get("/php/p2/acme/tool.json")).header("last-modified")).toBe(DATE);
  });

  test("If-Match of a write names the origin's tag", async () => {
    serveRevalidating("/write", '"abc"');
    const tag = (await get("/npm/write")).header("etag") ?? "";
    await get("/npm/write", { "If-Match": tag }, { method: "PUT", body: "{}" });
    await get("/npm/write", { "If-Match": '"other"' }, { method: "PUT", body: "{}" });
    const puts = origin.to("/base/write").filter(({ method }) => method === "PUT");
    expect(puts.map((seen) => seen.headers("if-match"))).toEqual([['"abc"'], ['"other"']]);
  });
});

describe("HEAD and Range", () => {
  test.each([{}, { "Accept-Encoding": "gzip" }])("HEAD says what GET says: %j", async (accept) => {
    const { sent } = packument("head");
    const path = `/head-${Object.keys(accept).length}`;
    serve(path, gzipSync(sent), {
      ...JSON_TYPE,
      "Content-Encoding": "gzip",
      ETag: '"abc"',
      "Accept-Ranges": "bytes",
    });
    const answer = await get(`/npm${path}`, accept);
    const head = await get(`/npm${path}`, accept, { method: "HEAD" });
    expect(head).toMatchObject({ status: 200, complete: true });
    for (const name of ["etag", "content-encoding", "content-type", "accept-ranges", "vary"]) {
      expect([name, head.header(name)]).toEqual([name, answer.header(name)]);
    }
    expect(head.header("content-length")).toBeNull();
  });

  test("a document is sent whole, whatever range is asked for", async () => {
    const { sent, named } = packument("range");
    serve("/range", sent);
    const answer = await get("/npm/range", { Range: "bytes=0-9", "If-Range": '"abc"' });
    expect(answer).toMatchObject({ status: 200, text: named });
    const seen = origin.only("/base/range");
    expect([seen.headers("range"), seen.headers("if-range")]).toEqual([[], []]);
  });
});

describe("what is not rewritten is not touched", () => {
  const body = Buffer.from("0123456789");
  const untouched: readonly [target: string, type: string, extra: Record<string, string>][] = [
    ["/npm/a/-/a-1.0.0.tgz", "application/octet-stream", {}],
    ["/npm/-/npm/v1/attestations/a@1.0.0", "application/json", {}],
    ["/npm/binary", "application/octet-stream", {}],
    ["/npm/sealed", "application/json", { "Docker-Content-Digest": "sha256:abc" }],
    ["/npm/signed", "application/json", { "Signature-Input": 'sig1=("content-digest")' }],
    ["/mvn/com/acme/app/1.0/app-1.0.pom", "text/xml", {}],
    [
      "/v2/app/manifests/1.0",
      "application/vnd.oci.image.manifest.v1+json",
      { "Docker-Content-Digest": "sha256:abc" },
    ],
    ["/v2/app/tags/list", "application/json", {}],
    ["/tf/acme/cloud/SHA256SUMS", "text/plain", {}],
    ["/tf/projects/1/terraform/state/prod", "application/json", {}],
    [`/php/p/acme/tool$${"0".repeat(64)}.json`, "application/json", {}],
    ["/off/a", "application/json", {}],
    ["/raw/a", "application/json", {}],
  ];

  test.each(untouched)("%s as %s", async (target, type, extra) => {
    const text = Buffer.concat([body, Buffer.from(` "${origin.url}/base/a"`)]);
    const headers = {
      "Content-Type": type,
      ETag: '"abc"',
      "Accept-Ranges": "bytes",
      "Content-MD5": "x",
      ...extra,
    };
    const path = target.replace(/^\/(?:npm|mvn|tf|php|off|raw)/, "/base").replace(/^\/v2/, "/base/v2");
    origin.on(path, (exchange) => exchange.answer("200 OK", headers, text));
    const answer = await get(target, { "Accept-Encoding": "identity" });
    expect(answer.body.equals(text)).toBe(true);
    expect(answer.header("content-length")).toBe(String(text.length));
    for (const [name, value] of Object.entries(headers))
      expect([name, answer.header(name)]).toEqual([name, value]);
  });

  test("a part of a tarball, and its conditions", async () => {
    origin.on("/base/r/-/r-1.0.0.tgz", (exchange) =>
      exchange.answer(
        "206 Partial Content",
        { "Content-Range": "bytes 2-4/10", "Content-Type": "application/octet-stream" },
        "234",
      ),
    );
    const conditions = {
      Range: "bytes=2-4",
      "If-Range": '"abc"',
      "If-None-Match": '"x"',
      "If-Modified-Since": "y",
    };
    const answer = await get("/npm/r/-/r-1.0.0.tgz", conditions);
    expect(answer).toMatchObject({ status: 206, text: "234" });
    const seen = origin.only("/base/r/-/r-1.0.0.tgz");
    for (const [name, value] of Object.entries(conditions)) expect(seen.headers(name)).toEqual([value]);
  });

  test("anything, under a host that is not repeated", async () => {
    const { sent } = packument("host");
    serve("/host", sent, { ...JSON_TYPE, ETag: '"abc"' });
    const answer = await get("/npm/host", {}, { host: "packages_x.example" });
    expect([answer.status, answer.text, answer.header("etag")]).toEqual([200, sent, '"abc"']);
  });
});

describe("headers", () => {
  function answerWith(path: string, status: string, headers: Record<string, string>): void {
    origin.on(`/base${path}`, (exchange) => exchange.answer(status, headers, "x"));
  }

  test("a redirect to the origin stays at the gateway; one to elsewhere goes there", async () => {
    answerWith("/moved/-/a.tgz", "302 Found", { Location: `${origin.url}/base/b.tgz?x=1`, "X-Kept": "1" });
    answerWith("/cdn/-/a.tgz", "302 Found", {
      Location: "https://cdn.example/b?from=http://packages.example",
    });
    answerWith("/path/-/a.tgz", "301 Moved Permanently", { Location: "/base/b.tgz" });
    const moved = await get("/npm/moved/-/a.tgz", { Authorization: "Bearer t" });
    expect([moved.status, moved.header("location"), moved.header("x-kept"), moved.text]).toEqual([
      302,
      "http://packages.example/npm/b.tgz?x=1",
      "1",
      "x",
    ]);
    expect((await get("/npm/cdn/-/a.tgz")).header("location")).toBe(
      "https://cdn.example/b?from=http://packages.example",
    );
    expect((await get("/npm/path/-/a.tgz")).header("location")).toBe("/npm/b.tgz");
    expect(origin.to("/base/b.tgz")).toEqual([]);
  });

  test("an origin that sends everybody to https is not made to send the client in circles", async () => {
    const location = `https://127.0.0.1:${origin.port}/base/circle/-/a.tgz`;
    answerWith("/circle/-/a.tgz", "301 Moved Permanently", { Location: location });
    expect((await get("/npm/circle/-/a.tgz")).header("location")).toBe(location);
    answerWith("/cookie/-/a.tgz", "302 Found", { Location: `${origin.url}/base/cookie/-/a.tgz` });
    expect((await get("/npm/cookie/-/a.tgz")).header("location")).toBe(
      "http://packages.example/npm/cookie/-/a.tgz",
    );
  });

  test("the Location of an upload is a path", async () => {
    answerWith("/v2/app/blobs/uploads/", "202 Accepted", {
      Location: `${origin.url}/base/v2/app/blobs/uploads/1?_state=x`,
    });
    const answer = await get("/v2/app/blobs/uploads/", {}, { method: "POST", body: "" });
    expect([answer.status, answer.header("location")]).toEqual([202, "/v2/app/blobs/uploads/1?_state=x"]);
  });

  test("Link, Content-Location, X-Terraform-Get", async () => {
    answerWith("/v2/app/tags/list", "200 OK", {
      Link: `<${origin.url}/base/v2/app/tags/list?n=2>; rel="next"`,
    });
    answerWith("/located", "200 OK", {
      "Content-Type": "text/plain",
      "Content-Location": `${origin.url}/base/here`,
    });
    answerWith("/v1/net/1.0.0/download", "204 No Content", {
      "X-Terraform-Get": `${origin.url}/base/net.tgz`,
    });
    expect((await get("/v2/app/tags/list")).header("link")).toBe('</v2/app/tags/list?n=2>; rel="next"');
    expect((await get("/npm/located")).header("content-location")).toBe("http://packages.example/npm/here");
    const module = await get("/tf/v1/net/1.0.0/download");
    expect([module.status, module.header("x-terraform-get")]).toEqual([
      204,
      "http://packages.example/tf/net.tgz",
    ]);
  });

  test("the realm of a challenge", async () => {
    const challenge = `Bearer realm="${origin.url}/base/v2/token",service="registry.example",scope="repository:a:pull"`;
    answerWith("/v2/", "401 Unauthorized", { "WWW-Authenticate": challenge });
    const answer = await get("/v2/");
    expect([answer.status, answer.header("www-authenticate")]).toEqual([
      401,
      'Bearer realm="http://packages.example/v2/token",service="registry.example",scope="repository:a:pull"',
    ]);
    answerWith("/auth", "401 Unauthorized", { "WWW-Authenticate": 'Basic realm="https://login.example/"' });
    expect((await get("/npm/auth")).header("www-authenticate")).toBe('Basic realm="https://login.example/"');
  });

  test("X-Forwarded-Host: not where the paths differ, since the origin would name paths that are none here", async () => {
    serve("/forwarded", "{}");
    serve("/forwarded/-/a.tgz", "x", { "Content-Type": "application/octet-stream" });
    await get("/npm/forwarded");
    await get("/npm/forwarded/-/a.tgz");
    await get("/base/forwarded", {}, { host: "same.example" });
    const hosts = origin.exchanges
      .filter(({ target }) => target.includes("/forwarded"))
      .map((seen) => seen.headers("x-forwarded-host"));
    expect(hosts).toEqual([[], ["packages.example"], ["same.example"]]);
  });
});

describe("on its way", () => {
  test("the beginning of a document arrives before the origin has sent the rest", async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const url = `"${origin.url}/base/a.tgz", `;
    origin.on("/base/slow", async (exchange) => {
      exchange.send(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
      );
      exchange.send(chunks(`[${url.repeat(100)}`));
      await promise;
      exchange.send(chunks("1]"));
      exchange.send(LAST_CHUNK);
    });
    const client = await Connection.open(gateway.port());
    client.send(requestHead("/npm/slow"));
    await client.receives('"http://packages.example/npm/a.tgz", "http');
    resolve();
    const answer = await client.answer();
    expect(JSON.parse(answer.text)).toHaveLength(101);
  });

  test("50 MB pass, every URL rewritten, plain and in gzip", async () => {
    const line = `"${origin.url}/base/left-pad/-/left-pad-1.0.0.tgz", ${"x".repeat(943)}\n`;
    const lines = 50_000;
    const body = Buffer.from(line.repeat(lines));
    const named = Buffer.from(
      line.replace(`${origin.url}/base`, "http://packages.example/npm").repeat(lines),
    );
    serve("/big", body);
    serve("/big-gzip", gzipSync(body, { level: 1 }), { ...JSON_TYPE, "Content-Encoding": "gzip" });
    expect((await download("/npm/big", {})).equals(named)).toBe(true);
    const compressed = await download("/npm/big-gzip", { "Accept-Encoding": "gzip" });
    expect(gunzipSync(compressed).equals(named)).toBe(true);
  });

  test.each([undefined, "gzip"])(
    "a document that breaks off does not look whole (Accept-Encoding: %s)",
    async (accept) => {
      const { sent } = packument("broken", 2_000);
      const body = accept === undefined ? Buffer.from(sent) : gzipSync(sent, { level: 0 });
      origin.on(`/base/broken-${accept}`, (exchange) => {
        const coding = accept === undefined ? "" : `Content-Encoding: ${accept}\r\n`;
        exchange.send(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n${coding}Transfer-Encoding: chunked\r\n\r\n`,
        );
        exchange.send(chunks(body.subarray(0, body.length - 5_000)));
        exchange.reset();
      });
      const answer = await get(
        `/npm/broken-${accept}`,
        accept === undefined ? {} : { "Accept-Encoding": accept },
        { patienceMs: 1_500 },
      );
      const isWhole = answer.complete && (accept === undefined || isWholeGzip(answer.body));
      expect(isWhole).toBe(false);
    },
  );
});

/** For large bodies: the raw client reads a chunked body anew at every packet. */
async function download(path: string, headers: Record<string, string>): Promise<Buffer> {
  const options = { port: gateway.port(), path, headers: { Host: "packages.example", ...headers } };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request(options, resolve).on("error", reject).end();
  const parts: Buffer[] = [];
  for await (const part of await promise) parts.push(part);
  return Buffer.concat(parts);
}

function isWholeGzip(body: Buffer): boolean {
  try {
    gunzipSync(body);
    return true;
  } catch {
    return false;
  }
}
