/** The request as the origin gets it, field by field. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import { CREDENTIALS, NOT_BESIDE_ORIGIN_AUTH } from "../../src/request/header-names.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "../../src/request/operator-credentials.ts";
import { hasCredentials, isCredential, originRequest } from "../../src/request/origin-request.ts";
import { headOf } from "../../src/request/request-head.ts";
import { stubPlatformStreams } from "./platform-streams.ts";

const ORIGIN_URL = "https://registry.example/base/left-pad";
const ASKED_URL = "https://packages.example:8443/npm/left-pad";

type Fields = Readonly<Record<string, string>>;

interface Given {
  readonly url?: string;
  readonly method?: string;
  readonly body?: string;
  readonly credentials?: OperatorCredentials;
}

function forOrigin(headers: Fields, { url = ASKED_URL, credentials = NO_CREDENTIALS, ...init }: Given = {}) {
  const request = new Request(url, { ...init, headers });
  return originRequest(request, ORIGIN_URL, splitUrl(url), credentials);
}

/** What every origin gets of such a request. */
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

describe("what is sent of a client's header", () => {
  test.each<[string, Fields, Fields]>([
    ["nothing of none", {}, {}],
    [
      "what is the origin's to read",
      { accept: "*/*", "if-none-match": '"a"' },
      { accept: "*/*", "if-none-match": '"a"' },
    ],
    [
      "what a claim has the name of",
      { "x-real-ip": "accept, cookie", accept: "*/*", cookie: "a=b" },
      { accept: "*/*", cookie: "a=b" },
    ],
    ["nothing of a claim", { "x-real-ip": "203.0.113.9", "X-Forwarded-For": "203.0.113.9" }, {}],
    [
      "the address that the edge saw",
      { "cf-connecting-ip": "203.0.113.9" },
      { "x-forwarded-for": "203.0.113.9" },
    ],
    ["codings that can be decoded here", { "accept-encoding": "zstd, gzip" }, { "accept-encoding": "gzip" }],
    ["gateways before", { "cdn-loop": "cloudflare" }, { "cdn-loop": "cloudflare, outspoken" }],
    [
      "nothing that Connection names",
      { connection: "close, X-Internal", "x-internal": "a", "x-kept": "b" },
      { "x-kept": "b" },
    ],
    ["nothing of a cookie that Connection names", { connection: "cookie", cookie: "a=b" }, {}],
    ["cookies", { cookie: "a=b;  c=d" }, { cookie: "a=b;  c=d" }],
    ["cookies but the gateway's own", { cookie: "a=b; outspoken_session=x" }, { cookie: "a=b" }],
    ["nothing of the gateway's own alone", { cookie: "outspoken_session=x" }, {}],
    [
      "credentials",
      { authorization: "Bearer a", "private-token": "b" },
      { authorization: "Bearer a", "private-token": "b" },
    ],
  ])("%s", (_, came, goes) => {
    expect(Object.fromEntries(forOrigin(came).headers)).toEqual({ ...OURS, ...goes });
  });

  test.each([
    ["https://packages.example/npm/x", "packages.example", "https"],
    ["http://localhost:8787/npm/x", "localhost:8787", "http"],
  ])("%s came to %s by %s", (url, host, scheme) => {
    const { headers } = forOrigin({ "x-forwarded-proto": "gopher" }, { url });
    expect([headers.get("x-forwarded-host"), headers.get("x-forwarded-proto")]).toEqual([host, scheme]);
  });

  test.each<[string, string, string]>([
    ["OPTIONS", "3", "2"],
    ["OPTIONS", "1", "0"],
    ["OPTIONS", "many", "many"],
    ["GET", "3", "3"],
  ])("Max-Forwards of %s: %s goes on as %s", (method, came, goes) => {
    expect(forOrigin({ "max-forwards": came }, { method }).headers.get("max-forwards")).toBe(goes);
  });

  test("the client's own request keeps all of its headers", () => {
    const request = new Request(ASKED_URL, { headers: { "x-real-ip": "203.0.113.9" } });
    const { client, url, method } = originRequest(request, ORIGIN_URL, splitUrl(ASKED_URL), NO_CREDENTIALS);
    expect([client, url, method]).toEqual([request, ORIGIN_URL, "GET"]);
    expect(Object.fromEntries(client.headers)).toEqual({ "x-real-ip": "203.0.113.9" });
  });
});

describe("what the operator's credentials take the place of", () => {
  const SENT = Object.fromEntries([...NOT_BESIDE_ORIGIN_AUTH].map((name) => [name, `client's ${name}`]));
  const own = (authorization: string | null, ...headers: [string, string][]) => ({ authorization, headers });

  test.each<[string, Fields, OperatorCredentials, Fields]>([
    ["all that a client is known by", SENT, own("Bearer ours"), { authorization: "Bearer ours" }],
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
      "nothing where it was not sent",
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
  ])("%s", (_, came, credentials, goes) => {
    expect(Object.fromEntries(forOrigin(came, { credentials }).headers)).toEqual({ ...OURS, ...goes });
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

test.each(["GET", "HEAD"])("the content of a %s means nothing, and stays here", (method) => {
  const request = new Request(ASKED_URL, { method: "POST", body: "upload" });
  const head = { ...headOf(request), method };
  const sent = originRequest(request, ORIGIN_URL, splitUrl(ASKED_URL), NO_CREDENTIALS, head);
  expect([sent.method, sent.upload]).toEqual([method, null]);
});

describe("whether a request brought credentials", () => {
  test.each([...CREDENTIALS])("%s is one", (name) => {
    expect(hasCredentials(new Headers({ [name]: "a", accept: "*/*" }))).toBe(true);
    expect(hasCredentials(new Headers({ [name]: "a" }), [{ name: "x-other" }, { name }])).toBe(false);
    expect(hasCredentials(new Headers({ [name]: "a" }), [{ name: "x-other" }])).toBe(true);
    expect(isCredential(name)).toBe(true);
  });

  test.each(["accept", "www-authenticate", "x-api-key-id", ""])("%j is none", (name) => {
    expect(isCredential(name)).toBe(false);
    if (name !== "") expect(hasCredentials(new Headers({ [name]: "a" }))).toBe(false);
  });

  test("one that is replaced hides no other", () => {
    const headers = new Headers({ "private-token": "a", cookie: "b" });
    expect(hasCredentials(headers, [{ name: "private-token" }])).toBe(true);
    expect(hasCredentials(headers, [{ name: "private-token" }, { name: "cookie" }])).toBe(false);
    expect(hasCredentials(new Headers())).toBe(false);
  });
});
