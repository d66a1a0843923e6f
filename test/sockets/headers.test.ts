import { describe, expect, test } from "vitest";
import { NOT_FOR_THE_ORIGIN } from "../../src/request/header-names.ts";
import { ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const origin = serveOrigin();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: origin.url },
  { path: "/same/*", format: "generic", origin: `${origin.url}/same` },
]);

/** Workerd adds it to outgoing requests, with its own value. */
const ADDED_BY_WORKERD = "cf-worker";
/** Set by the edge, whatever the client sent: it is trusted, and becomes X-Forwarded-For. */
const SET_BY_THE_EDGE = "cf-connecting-ip";
/** They change how the request itself is read, and have their own tests. */
const FRAMING = ["transfer-encoding", "connection", "upgrade", "expect"];

describe("request headers that are not forwarded", () => {
  const names = [...NOT_FOR_THE_ORIGIN].filter(
    (name) => ![ADDED_BY_WORKERD, SET_BY_THE_EDGE, ...FRAMING].includes(name),
  );
  const set = new Set(["x-forwarded-host", "x-forwarded-proto"]);

  test.each(names)("%s: the client's value does not reach the origin", async (name) => {
    await ask(gateway.port(), `/r/${name}`, { headers: { [name]: "claimed.example" } });
    const seen = origin.only(`/${name}`);
    expect(seen.bytes.toString("latin1")).not.toContain("claimed.example");
    if (!set.has(name)) expect(seen.headers(name)).toEqual([]);
  });

  test.each(names)("%s: the same through an edge that adds its own", async (name) => {
    await ask(gateway.entryPort, `/r/edge-${name}`, { headers: { [name]: "claimed.example" } });
    expect(origin.only(`/edge-${name}`).bytes.toString("latin1")).not.toContain("claimed.example");
  });

  test.each([
    "X_Forwarded_Host",
    "X_Real_IP",
    "X-Forwarded-User",
    "X-Forwarded-Client-Cert",
    "CF-Cert-Verified",
    "CF-IPCity",
    "X-Forward-For",
    "Proxy-Client-IP",
    "WL-Proxy-Client-Keysize",
    "X-WebAuth-Email",
    "X-Auth-Request-Groups",
    "X-Remote-Group",
    "X-SSL-Client-CN",
    "SSL-Client-Cert",
    "REMOTE_USER",
    "X_HTTP_Method_Override",
  ])("%s: the same, though no list names it", async (name) => {
    await ask(gateway.port(), `/r/unlisted-${name}`, { headers: { [name]: "claimed.example" } });
    expect(origin.only(`/unlisted-${name}`).bytes.toString("latin1")).not.toContain("claimed.example");
  });

  test("a client's own Cloudflare Access token is forwarded", async () => {
    await ask(gateway.port(), "/r/door", { headers: { "CF-Access-Client-Id": "a build" } });
    expect(origin.only("/door").headers("cf-access-client-id")).toEqual(["a build"]);
  });

  test("the list has every header that origins are known to trust", () => {
    expect([...NOT_FOR_THE_ORIGIN]).toEqual(
      expect.arrayContaining([
        "connection",
        "proxy-authorization",
        "cf-connecting-ip",
        "true-client-ip",
        "x-real-ip",
        "x-client-ip",
        "forwarded",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-port",
        "x-forwarded-proto",
        "x-forwarded-prefix",
        "x-original-url",
        "x-rewrite-url",
        "x-original-host",
        "x-host",
        "client-ip",
        "wl-proxy-client-ip",
        "x-proxyuser-ip",
        "remote-user",
        "x-webauth-user",
        "x-jfrog-override-base-url",
        "x-artifactory-override-base-url",
        "x-http-method-override",
        "x-method-override",
        "x-http-method",
        "x-sendfile-type",
        "x-accel-mapping",
        "proxy",
      ]),
    );
  });

  test("the client's CF-Worker does not reach the origin", async () => {
    await ask(gateway.port(), "/r/cf-worker", { headers: { "CF-Worker": "claimed.example" } });
    expect(origin.only("/cf-worker").bytes.toString("latin1")).not.toContain("claimed.example");
  });

  test("Upgrade and Connection: upgrade do not reach the origin", async () => {
    await ask(gateway.port(), "/r/upgrade", { headers: { Connection: "Upgrade", Upgrade: "h2c" } });
    const seen = origin.only("/upgrade");
    expect([seen.headers("upgrade"), seen.headers("http2-settings")]).toEqual([[], []]);
    expect(seen.header("connection") ?? "").not.toMatch(/upgrade/i);
  });

  test("Expect: 100-continue is not forwarded, and the origin gets the body", async () => {
    const answer = await ask(gateway.port(), "/r/expect", {
      method: "PUT",
      body: "upload",
      headers: { Expect: "100-continue" },
    });
    expect(answer.status).toBe(200);
    expect(origin.only("/expect").headers("expect")).toEqual([]);
    expect(origin.only("/expect").body.toString()).toBe("upload");
  });

  test("headers that Connection names are dropped, in any case, and no others", async () => {
    await ask(gateway.port(), "/r/named", {
      headers: { Connection: "close, X-Internal ,x-OTHER", "X-Internal": "a", "X-Other": "b", "X-Kept": "c" },
    });
    const seen = origin.only("/named");
    expect([seen.header("x-internal"), seen.header("x-other"), seen.header("x-kept")]).toEqual([
      null,
      null,
      "c",
    ]);
  });

  test.skipIf(IS_OBSERVED)("Connection does not hide that a request has credentials", async () => {
    origin.on("/named-auth", (exchange) =>
      exchange.answer("401 Unauthorized", { "WWW-Authenticate": "Basic" }, "no"),
    );
    const answer = await ask(gateway.port(), "/r/named-auth", {
      headers: { Connection: "close, X-Nothing", Authorization: "Basic eDp5" },
    });
    expect(answer.header("x-outspoken")).toBe("unauthorized");
  });
});

describe("X-Forwarded-*", () => {
  test("state the host and scheme that the client used, whatever it claims", async () => {
    await ask(gateway.port(), "/same/claims", {
      host: "packages.example:8443",
      headers: {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "X-Forwarded-Port": "1",
        "X-Forwarded-Prefix": "/evil",
        Forwarded: "for=203.0.113.9;host=evil.example",
      },
    });
    const seen = origin.only("/same/claims");
    expect(seen.headers("x-forwarded-host")).toEqual(["packages.example:8443"]);
    expect(seen.headers("x-forwarded-proto")).toEqual(["http"]);
    expect(seen.bytes.toString("latin1")).not.toMatch(/evil\.example|203\.0\.113\.9|gopher/);
    expect(seen.headers("x-forwarded-port")).toEqual([]);
    expect(seen.headers("x-forwarded-prefix")).toEqual([]);
    expect(seen.headers("forwarded")).toEqual([]);
  });

  test("X-Forwarded-For is the address that the edge saw, not the one the client claims", async () => {
    await ask(gateway.entryPort, "/r/address", {
      headers: { "X-Forwarded-For": "203.0.113.9" },
    });
    expect(origin.only("/address").headers("x-forwarded-for")).toEqual(["127.0.0.1"]);
    expect(origin.only("/address").headers("cf-connecting-ip")).toEqual([]);
  });

  test("Host is the origin's", async () => {
    await ask(gateway.port(), "/r/host", { host: "packages.example" });
    expect(origin.only("/host").headers("host")).toEqual([origin.host]);
  });
});

describe("end-to-end request headers reach the origin unchanged", () => {
  test.each([
    ["Authorization", "Bearer abc.def"],
    ["Cookie", "a=b; c=d"],
    ["PRIVATE-TOKEN", "token"],
    ["X-JFrog-Art-Api", "key"],
    ["X-NuGet-ApiKey", "key"],
    ["User-Agent", "npm/11.0.0 node/v24.0.0"],
    ["Accept", "application/vnd.npm.install-v1+json; q=1.0, */*"],
    ["Content-Type", "application/octet-stream"],
    ["Content-Encoding", "gzip"],
    ["Range", "bytes=0-1"],
    ["If-None-Match", 'W/"a", "b"'],
    ["If-Modified-Since", "Wed, 21 Oct 2015 07:28:00 GMT"],
    ["Docker-Upload-UUID", "x"],
    ["Cache-Control", "no-cache"],
    ["X-Request-Id", "r1"],
  ])("%s", async (name, value) => {
    await ask(gateway.port(), `/r/kept-${name}`, { headers: { [name]: value } });
    expect(origin.only(`/kept-${name}`).headers(name)).toEqual([value]);
  });
});
