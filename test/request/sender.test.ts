import { afterEach, describe, expect, test, vi } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import { originRequest } from "../../src/request/origin-request.ts";
import { sender } from "../../src/request/sender.ts";

const URL_OF_ORIGIN = "https://registry.example/base/left-pad.tgz";
const ASKED = new Request("https://packages.example/npm/left-pad.tgz");
const REQUEST = originRequest(ASKED, URL_OF_ORIGIN, splitUrl(ASKED.url), null);

afterEach(() => vi.unstubAllGlobals());

describe("what is asked over the network", () => {
  test.each([
    ["an origin of its own", { kind: "url", base: "https://registry.example/base" }],
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
      expect(() => sender(origin, { INNER: binding })(REQUEST)).toThrow("no service binding INNER");
    },
  );
});
