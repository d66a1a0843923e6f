import { afterEach, describe, expect, test, vi } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import { NO_CREDENTIALS } from "../../src/request/operator-credentials.ts";
import { originRequest } from "../../src/request/origin-request.ts";
import { sender } from "../../src/request/sender.ts";
import { stubPlatformStreams } from "./platform-streams.ts";

const URL_OF_ORIGIN = "https://registry.example/base/left-pad.tgz";
const CLIENT_REQUEST = new Request("https://packages.example/npm/left-pad.tgz");
const REQUEST = originRequest(CLIENT_REQUEST, URL_OF_ORIGIN, splitUrl(CLIENT_REQUEST.url), NO_CREDENTIALS);

afterEach(() => vi.unstubAllGlobals());

describe("a request over the network", () => {
  test.each([
    ["to the route's origin", { kind: "url", base: "https://registry.example/base", via: null }],
    ["to the zone's origin", { kind: "self" }],
  ] as const)(
    "%s bypasses the edge's cache for every status, and follows no redirect",
    async (_title, origin) => {
      const fetched = vi.fn(async () => new Response("ok"));
      vi.stubGlobal("fetch", fetched);
      await sender(origin, {})(REQUEST);
      expect(fetched).toHaveBeenLastCalledWith(
        URL_OF_ORIGIN,
        expect.objectContaining({
          method: "GET",
          redirect: "manual",
          cf: { cacheTtlByStatus: { "100-599": -1 } },
        }),
      );
    },
  );
});

describe("a request to a bound Worker", () => {
  test("is sent to the binding only, and follows no redirect", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    const bound = vi.fn(async () => new Response("ok"));
    const origin = { kind: "service", binding: "INNER", base: "" } as const;
    await sender(origin, { INNER: { fetch: bound } })(REQUEST);
    expect(bound).toHaveBeenCalledWith(
      URL_OF_ORIGIN,
      expect.objectContaining({ method: "GET", redirect: "manual", cf: {} }),
    );
    expect(fetched).not.toHaveBeenCalled();
  });

  test("passes on what the edge knows about the client", async () => {
    const bound = vi.fn(async () => new Response("ok"));
    const client = Object.assign(new Request(CLIENT_REQUEST), { cf: { country: "NL" } });
    const origin = { kind: "service", binding: "INNER", base: "" } as const;
    await sender(origin, { INNER: { fetch: bound } })({ ...REQUEST, client });
    expect(bound).toHaveBeenCalledWith(URL_OF_ORIGIN, expect.objectContaining({ cf: { country: "NL" } }));
  });

  test.each([undefined, null, "INNER", {}, { fetch: "no" }])("throws if the binding is %j", (binding) => {
    const origin = { kind: "service", binding: "INNER", base: "" } as const;
    expect(() => sender(origin, { INNER: binding })(REQUEST)).toThrow("no binding INNER that fetches");
  });
});

describe("a request through a binding", () => {
  const base = "http://10.0.1.50:8081/base";
  const origin = { kind: "url", base, via: "PRIVATE" } as const;

  test("has the route's own URL, bypasses the edge's cache, and follows no redirect", async () => {
    const fetched = vi.fn();
    vi.stubGlobal("fetch", fetched);
    const bound = vi.fn(async () => new Response("ok"));
    const request = { ...REQUEST, url: `${base}/left-pad.tgz` };
    await sender(origin, { PRIVATE: { fetch: bound } })(request);
    expect(bound).toHaveBeenCalledExactlyOnceWith(
      "http://10.0.1.50:8081/base/left-pad.tgz",
      expect.objectContaining({
        method: "GET",
        redirect: "manual",
        cf: { cacheTtlByStatus: { "100-599": -1 } },
      }),
    );
    expect(fetched).not.toHaveBeenCalled();
  });

  test("names the origin's own host and port", async () => {
    const bound = vi.fn(async (_url: string, _init: RequestInit) => new Response("ok"));
    const headers = new Headers({ host: "packages.example" });
    await sender(origin, { PRIVATE: { fetch: bound } })({ ...REQUEST, headers });
    expect(new Headers(bound.mock.calls[0]?.[1].headers).get("host")).toBe("10.0.1.50:8081");
  });

  test("fails if the binding answers that it failed", async () => {
    const init = { status: 500, headers: { "content-type": "text/plain" } };
    const bound = async () => new Response("ProxyError: connection_refused", init);
    await expect(sender(origin, { PRIVATE: { fetch: bound } })(REQUEST)).rejects.toThrow(
      "ProxyError: connection_refused",
    );
  });
});

describe("a client's content", () => {
  test("is sent with the request, along with its abort signal", async () => {
    stubPlatformStreams();
    const sent = new Request(CLIENT_REQUEST, { method: "PUT", body: "upload" });
    const request = originRequest(sent, URL_OF_ORIGIN, splitUrl(CLIENT_REQUEST.url), NO_CREDENTIALS);
    const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response("ok"));
    vi.stubGlobal("fetch", fetched);
    await sender({ kind: "self" }, {})(request);
    const [, init] = fetched.mock.calls[0] ?? [];
    expect([init?.method, init?.body, init?.signal]).toEqual([
      "PUT",
      request.upload?.body,
      request.upload?.signal,
    ]);
    await sender({ kind: "self" }, {})(REQUEST);
    expect(Object.keys(fetched.mock.lastCall?.[1] ?? {})).toEqual(["method", "headers", "redirect", "cf"]);
  });
});
