/**
 * Paths in every spelling, under every name of the gateway: what reaches the origin is below its base and has its own
 * Host. FUZZ_RUNS sets the number of runs (`npm run fuzz`).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyRest, staysBelow } from "../security/any-path.ts";
import { ask } from "./client.ts";
import { serveGateway, serveRecorder } from "./serve.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 600);
const TIMEOUT_MS = 60_000 + RUNS * 100;
/** Requests sent at once. */
const AT_ONCE = 20;

const origin = serveRecorder();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: `${origin.url}/base`, retries: 0 },
  { path: "/npm/*", format: "npm", origin: `${origin.url}/base/npm/`, retries: 0 },
  { path: "/groups/*/npm/*", format: "npm", origin: `${origin.url}/base/groups`, retries: 0 },
]);

/** Without blanks and control characters, which end a request line and have their own tests. */
const target = fc
  .tuple(
    fc.constantFrom(
      "/r/",
      "/r",
      "/npm/",
      "/groups/a/npm/",
      "/groups/..%2f/npm/",
      "/",
      "//r/",
      "/r/@scope%2f",
    ),
    anyRest,
  )
  .map(
    ([prefix, rest]) =>
      prefix + rest.replace(/[^!-~]/g, (sign) => encodeURIComponent(sign.isWellFormed() ? sign : "?")),
  );

const host = fc.oneof(
  { weight: 3, arbitrary: fc.constant("packages.example") },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "PACKAGES.example:8443",
      "evil.example",
      "[::1]",
      "127.0.0.1:1",
      "packages.example.",
      "packages_x.example",
    ),
  },
);

/** Claims of a client that some servers trust more than the request itself. */
const claims = fc.record(
  {
    "X-Original-URL": fc.constant("/secret"),
    "X-Rewrite-URL": fc.constant("/secret"),
    "X-Forwarded-Prefix": fc.constant("/secret"),
    "X-Forwarded-Host": fc.constant("evil.example"),
    Forwarded: fc.constant("host=evil.example"),
  },
  { requiredKeys: [], noNullPrototype: true },
);

test("a path reaches the origin below its base or not at all", {
  timeout: TIMEOUT_MS,
  retry: 0,
}, async () => {
  const request = fc.record({ target, host, claims, isDirect: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (requests) => {
      const before = origin.requests.length;
      await Promise.all(
        requests.map(({ target, host, claims, isDirect }) =>
          ask(isDirect ? gateway.port() : gateway.entryPort, target, { host, headers: claims }),
        ),
      );
      const came = origin.requests.slice(before);
      expect(came.length).toBeLessThanOrEqual(requests.length);
      for (const { line, target, headers } of came) {
        expect([line, staysBelow("base", target)]).toEqual([line, true]);
        const said = headers.map(([name, value]) => `${name}: ${value}`.toLowerCase());
        expect(said).toContain(`host: ${origin.host}`);
        expect(said.filter((line) => line.endsWith(": /secret") || line.includes("host=evil"))).toEqual([]);
        // Not sent if the origin would then name paths that do not exist here.
        const names = said.filter((line) => line.startsWith("x-forwarded-host: "));
        expect(names.length).toBeLessThanOrEqual(1);
        const asked = requests.map(({ host }) => `x-forwarded-host: ${host.toLowerCase()}`);
        expect(names.filter((name) => !asked.includes(name))).toEqual([]);
      }
    }),
    { numRuns: Math.ceil(RUNS / AT_ONCE) },
  );
  expect(origin.faults).toEqual([]);
  expect(gateway.log.matching({ event: "gateway_error" })).toEqual([]);
  // The generator is useful only if a good part of its requests get through.
  expect(origin.requests.length).toBeGreaterThan(RUNS / 10);
});
