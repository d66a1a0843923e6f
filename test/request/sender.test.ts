import { afterEach, describe, expect, test, vi } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import { NO_CREDENTIALS } from "../../src/request/operator-credentials.ts";
import { originRequest } from "../../src/request/origin-request.ts";
import { sender } from "../../src/request/sender.ts";

const URL_OF_ORIGIN = "https://registry.example/base/left-pad.tgz";
const ASKED = new Request("https://packages.example/npm/left-pad.tgz");
const REQUEST = originRequest(ASKED, URL_OF_ORIGIN, splitUrl(ASKED.url), NO_CREDENTIALS);

afterEach(() => vi.unstubAllGlobals());

describe("what is asked over the network", () => {
  test.each([
    ["an origin of its own", { kind: "url", base: "https://registry.example/base", via: null }],
    ["the origin of the zone", { kind: "self" }],
  ] as const)(
    "%s: is kept out of the edge's cache, whatever its status, and no redirect is followed",
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

describe("what is asked of a bound Worker", () => {
  test("goes to the binding alone, and no redirect is followed", async () => {
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

  test.each([undefined, null, "INNER", {}, { fetch: "no" }])(
    "is not asked where the binding is %j",
    (binding) => {
      const origin = { kind: "service", binding: "INNER", base: "" } as const;
      expect(() => sender(origin, { INNER: binding })(REQUEST)).toThrow("no binding INNER that fetches");
    },
  );
});

describe("what is asked through a binding", () => {
  const base = "http://10.0.1.50:8081/base";
  const origin = { kind: "url", base, via: "PRIVATE" } as const;

  test("is the route's own URL, past the edge's cache, and no redirect is followed", async () => {
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

  const PLAIN = { "content-type": "text/plain" };

  test.each([
    ["connection_refused", "ProxyError: connection_refused"],
    ["one of tomorrow, with a line end", "ProxyError: something_new\n"],
  ])("rejects where the binding answers that it failed: %s", async (_title, text) => {
    const bound = async () => new Response(text, { status: 500, headers: PLAIN });
    await expect(sender(origin, { PRIVATE: { fetch: bound } })(REQUEST)).rejects.toThrow(/^ProxyError: /);
  });

  test.each<[string, string, ResponseInit]>([
    ["another status", "ProxyError: dns_error", { status: 502, headers: PLAIN }],
    ["another type", "ProxyError: dns_error", { status: 500, headers: { "content-type": "text/html" } }],
    ["more words", "ProxyError: dns_error of mine", { status: 500, headers: PLAIN }],
    ["more bytes", `ProxyError: ${"x".repeat(200_000)}`, { status: 500, headers: PLAIN }],
    ["other words", "NullPointerException", { status: 500, headers: PLAIN }],
    ["no words", "", { status: 500, headers: PLAIN }],
    ["a success", "ProxyError: dns_error", { headers: PLAIN }],
  ])("is otherwise the origin's own answer, whole: %s", async (_title, text, init) => {
    const bound = async () => new Response(text, { ...init, statusText: "Oops" });
    const answer = await sender(origin, { PRIVATE: { fetch: bound } })(REQUEST);
    expect([answer.status, answer.statusText, await answer.text()]).toEqual([
      init.status ?? 200,
      "Oops",
      text,
    ]);
  });
});
