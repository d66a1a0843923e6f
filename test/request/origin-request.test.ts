/** The request as the origin gets it, field by field. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import { CREDENTIALS, NOT_BESIDE_ORIGIN_AUTH } from "../../src/request/header-names.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "../../src/request/operator-credentials.ts";
import { hasCredentials, isCredential, originRequest } from "../../src/request/origin-request.ts";
import { headOf } from "../../src/request/request-head.ts";
import { stubPlatformStreams } from "./platform-streams.ts";

const ORIGIN_URL = "https://registry.example/base/left-pad";
const CLIENT_URL = "https://packages.example:8443/npm/left-pad";

type Fields = Readonly<Record<string, string>>;

interface Given {
  readonly url?: string;
  readonly method?: string;
  readonly body?: string;
  readonly credentials?: OperatorCredentials;
}

function forOrigin(headers: Fields, { url = CLIENT_URL, credentials = NO_CREDENTIALS, ...init }: Given = {}) {
  const request = new Request(url, { ...init, headers });
  return originRequest(request, ORIGIN_URL, splitUrl(url), credentials);
}

/** What every origin gets with such a request. */
const OURS: Fields = {
  "accept-encoding": "identity",
  "cdn-loop": "outspoken",
  "x-forwarded-host": "packages.example:8443",
  "x-forwarded-proto": "https",
};

beforeEach(() => {
  stubPlatformStreams();
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the origin gets", () => {
  test.each<[string, Fields, Fields]>([
    ["nothing more for no headers", {}, {}],
    [
      "end-to-end headers",
      { accept: "*/*", "if-none-match": '"a"' },
      { accept: "*/*", "if-none-match": '"a"' },
    ],
    [
      "headers whose names are the value of a claim",
      { "x-real-ip": "accept, cookie", accept: "*/*", cookie: "a=b" },
      { accept: "*/*", cookie: "a=b" },
    ],
    ["no claims", { "x-real-ip": "203.0.113.9", "X-Forwarded-For": "203.0.113.9" }, {}],
    [
      "the address that the edge saw",
      { "cf-connecting-ip": "203.0.113.9" },
      { "x-forwarded-for": "203.0.113.9" },
    ],
    ["codings that can be decoded here", { "accept-encoding": "zstd, gzip" }, { "accept-encoding": "gzip" }],
    ["earlier gateways in CDN-Loop", { "cdn-loop": "cloudflare" }, { "cdn-loop": "cloudflare, outspoken" }],
    [
      "nothing that Connection names",
      { connection: "close, X-Internal", "x-internal": "a", "x-kept": "b" },
      { "x-kept": "b" },
    ],
    ["no cookie that Connection names", { connection: "cookie", cookie: "a=b" }, {}],
    ["cookies", { cookie: "a=b;  c=d" }, { cookie: "a=b;  c=d" }],
    ["cookies except the gateway's own", { cookie: "a=b; outspoken_session=x" }, { cookie: "a=b" }],
    ["no Cookie if it has only the gateway's own", { cookie: "outspoken_session=x" }, {}],
    [
      "credentials",
      { authorization: "Bearer a", "private-token": "b" },
      { authorization: "Bearer a", "private-token": "b" },
    ],
  ])("%s", (_, received, sent) => {
    expect(Object.fromEntries(forOrigin(received).headers)).toEqual({ ...OURS, ...sent });
  });

  test.each([
    ["https://packages.example/npm/x", "packages.example", "https"],
    ["http://localhost:8787/npm/x", "localhost:8787", "http"],
  ])("for %s the host %s and the scheme %s", (url, host, scheme) => {
    const { headers } = forOrigin({ "x-forwarded-proto": "gopher" }, { url });
    expect([headers.get("x-forwarded-host"), headers.get("x-forwarded-proto")]).toEqual([host, scheme]);
  });

  test.each<[string, string, string]>([
    ["OPTIONS", "3", "2"],
    ["OPTIONS", "1", "0"],
    ["OPTIONS", "many", "many"],
    ["GET", "3", "3"],
  ])("Max-Forwards of %s: %s as %s", (method, received, sent) => {
    expect(forOrigin({ "max-forwards": received }, { method }).headers.get("max-forwards")).toBe(sent);
  });

  test("a copy: the client's own request keeps all of its headers", () => {
    const request = new Request(CLIENT_URL, { headers: { "x-real-ip": "203.0.113.9" } });
    const { client, url, method } = originRequest(request, ORIGIN_URL, splitUrl(CLIENT_URL), NO_CREDENTIALS);
    expect([client, url, method]).toEqual([request, ORIGIN_URL, "GET"]);
    expect(Object.fromEntries(client.headers)).toEqual({ "x-real-ip": "203.0.113.9" });
  });
});

describe("the operator's credentials replace", () => {
  const SENT = Object.fromEntries([...NOT_BESIDE_ORIGIN_AUTH].map((name) => [name, `client's ${name}`]));
  const own = (authorization: string | null, ...headers: [string, string][]) => ({ authorization, headers });

  test.each<[string, Fields, OperatorCredentials, Fields]>([
    ["everything that identifies a client", SENT, own("Bearer ours"), { authorization: "Bearer ours" }],
    [
      "the same under another spelling",
      { private_token: "a", x_api_key: "b", x_kept: "c" },
      own("Bearer ours"),
      { authorization: "Bearer ours", x_kept: "c" },
    ],
    [
      "a header of that name",
      { "private-token": "a", authorization: "Bearer a" },
      own(null, ["private-token", "ours"]),
      { "private-token": "ours", authorization: "Bearer a" },
    ],
    [
      "that header under another spelling",
      { private_token: "a" },
      own(null, ["private-token", "ours"]),
      { "private-token": "ours" },
    ],
    [
      "nothing if it was not sent",
      { accept: "*/*" },
      own(null, ["x-key", "k"], ["x-key-id", "i"]),
      { accept: "*/*", "x-key": "k", "x-key-id": "i" },
    ],
    [
      "both",
      { "x-key": "a", "job-token": "b" },
      own("Basic ours", ["x-key", "k"]),
      { authorization: "Basic ours", "x-key": "k" },
    ],
  ])("%s", (_, received, credentials, sent) => {
    expect(Object.fromEntries(forOrigin(received, { credentials }).headers)).toEqual({ ...OURS, ...sent });
  });
});

describe("an upload", () => {
  test.each<[string, string | undefined, boolean]>([
    ["GET", undefined, false],
    ["HEAD", undefined, false],
    ["DELETE", undefined, false],
    ["PUT", undefined, false],
    ["PUT", "upload", true],
    ["DELETE", "upload", true],
  ])("of %s with %j: %s", async (method, body, is) => {
    const { upload } = forOrigin({}, body === undefined ? { method } : { method, body });
    expect(upload !== null).toBe(is);
    if (upload !== null) expect(await new Response(upload.body).text()).toBe(body);
  });
});

test.each(["GET", "HEAD"])("the content of a %s has no meaning and is not sent", (method) => {
  const request = new Request(CLIENT_URL, { method: "POST", body: "upload" });
  const head = { ...headOf(request), method };
  const sent = originRequest(request, ORIGIN_URL, splitUrl(CLIENT_URL), NO_CREDENTIALS, head);
  expect([sent.method, sent.upload]).toEqual([method, null]);
});

describe("whether a request has credentials", () => {
  test.each([...CREDENTIALS])("%s is one", (name) => {
    expect(hasCredentials(new Headers({ [name]: "a", accept: "*/*" }))).toBe(true);
    expect(hasCredentials(new Headers({ [name]: "a" }), [{ name: "x-other" }, { name }])).toBe(false);
    expect(hasCredentials(new Headers({ [name]: "a" }), [{ name: "x-other" }])).toBe(true);
    expect(isCredential(name)).toBe(true);
  });

  test.each(["accept", "www-authenticate", "x-api-key-id", ""])("%j is not one", (name) => {
    expect(isCredential(name)).toBe(false);
    if (name !== "") expect(hasCredentials(new Headers({ [name]: "a" }))).toBe(false);
  });

  test("one that is replaced does not hide another", () => {
    const headers = new Headers({ "private-token": "a", cookie: "b" });
    expect(hasCredentials(headers, [{ name: "private-token" }])).toBe(true);
    expect(hasCredentials(headers, [{ name: "private-token" }, { name: "cookie" }])).toBe(false);
    expect(hasCredentials(new Headers())).toBe(false);
  });
});
