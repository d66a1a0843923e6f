import { describe, expect, test } from "vitest";
import { chunks, LAST_CHUNK } from "./message.ts";
import { get, JSON_TYPE, origin, packument, serve, serveRewriting } from "./url-rewriting-registry.ts";

serveRewriting();

describe("a document names the gateway", () => {
  test("with Content-Length, which is updated", async () => {
    const { sent, named } = packument("plain");
    serve("/plain", sent);
    const answer = await get("/npm/plain");
    expect(answer).toMatchObject({ status: 200, text: named, complete: true });
    expect(answer.header("content-length")).toBe(String(Buffer.byteLength(named)));
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

  test.each(["", "?told=20", "?told=1000"])(
    "from a bound Worker, which names itself internally, whatever length it claims: %j",
    async (query) => {
      const text = '{"dist":{"tarball":"http://packages.example/inner/a.tgz"}}';
      expect(await get(`/inner/a${query}`)).toMatchObject({ status: 200, text, complete: true });
    },
  );

  test("with the origin's other fields, but no digest of the original bytes", async () => {
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

describe("an answer that is not rewritten stays unchanged", () => {
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

  test("any answer, under a host that is not echoed", async () => {
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

  test("a redirect to the origin stays at the gateway; one to elsewhere passes unchanged", async () => {
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

  test("a redirect to a path that is another origin's here leads to the origin that sent it", async () => {
    answerWith("/other/-/a.tgz", "302 Found", { Location: "/elsewhere/private" });
    const answer = await get("/npm/other/-/a.tgz", { Authorization: "Bearer t" });
    expect(answer.header("location")).toBe(`${origin.url}/elsewhere/private`);
  });

  test("a redirect from http to https is not rewritten into a loop", async () => {
    const location = `https://${origin.host}/base/circle/-/a.tgz`;
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

  test("X-Forwarded-Host is not sent if the paths differ, since the origin would name paths that do not exist here", async () => {
    serve("/forwarded", "{}");
    serve("/forwarded/-/a.tgz", "x", { "Content-Type": "application/octet-stream" });
    await get("/npm/forwarded");
    await get("/npm/forwarded/-/a.tgz");
    await get("/v2/forwarded/blobs/uploads/", {}, { method: "POST", body: "" });
    await get("/base/forwarded", {}, { host: "same.example" });
    const hosts = origin.exchanges
      .filter(({ target }) => target.includes("/forwarded"))
      .map((seen) => seen.headers("x-forwarded-host"));
    expect(hosts).toEqual([[], [], [], ["same.example"]]);
  });
});
