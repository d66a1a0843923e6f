/** Which of a client's headers reach an origin: its credentials or the operator's, and no claims about itself. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { splitUrl } from "../../src/config/match.ts";
import { GATEWAYS_IN_A_ROW_MAX } from "../../src/limits.ts";
import { CREDENTIALS, NOT_FOR_THE_ORIGIN } from "../../src/request/header-names.ts";
import { isLoop, withOwnName } from "../../src/request/loop.ts";
import { NO_CREDENTIALS, type OperatorCredentials } from "../../src/request/operator-credentials.ts";
import { originRequest } from "../../src/request/origin-request.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const ORIGIN_URL = "https://registry.example/base/left-pad";
const SECRET = "Bearer operators-own-token";
const OWN: OperatorCredentials = { authorization: SECRET, headers: [] };
/** In every value that a client sends. */
const MARK = "sent-by-the-client";

/** A header's name in any case. */
function inAnyCase(name: string): fc.Arbitrary<string> {
  return fc.mixedCase(fc.constant(name));
}

const name = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<string>(...CREDENTIALS).chain(inAnyCase) },
  { weight: 4, arbitrary: fc.constantFrom<string>(...NOT_FOR_THE_ORIGIN).chain(inAnyCase) },
  { weight: 1, arbitrary: fc.constantFrom("accept", "user-agent", "x-request-id", "range", "if-none-match") },
);

/** Headers with the mark in every value, and what `Connection` names. */
const headers = fc
  .tuple(
    fc.array(name, { maxLength: 10 }),
    fc.array(fc.oneof(name, fc.constantFrom("close", "", " ", "a b", "é")), { maxLength: 5 }),
  )
  .map(([names, named]) => {
    const all = new Headers(names.map((one): [string, string] => [one, MARK]));
    if (named.length > 0) all.set("connection", named.map((one) => one.replace("é", "\xe9")).join(", "));
    return all;
  });

const anyRequest = fc
  .tuple(
    headers,
    fc.constantFrom("GET", "HEAD", "DELETE"),
    fc.constantFrom("http", "https"),
    fc.option(fc.ipV4()),
  )
  .map(([sent, method, scheme, address]) => {
    if (address === null) sent.delete("cf-connecting-ip");
    else sent.set("cf-connecting-ip", address);
    const url = `${scheme}://packages.example:8443/npm/left-pad`;
    return { asked: new Request(url, { method, headers: sent }), target: splitUrl(url), scheme, address };
  });

test("with origin_auth, the origin gets the operator's credentials and none of the client's", {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(anyRequest, ({ asked, target }) => {
      const sent = originRequest(asked, ORIGIN_URL, target, OWN).headers;
      expect(sent.get("authorization")).toBe(SECRET);
      const others = CREDENTIALS.filter((name) => name !== "authorization");
      expect(others.filter((name) => sent.has(name))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

test("with origin_headers, exactly these are the operator's, however the client spells them", {
  timeout: TIMEOUT_MS,
}, () => {
  const names = fc.uniqueArray(fc.constantFrom(...CREDENTIALS.filter((one) => one !== "authorization")));
  fc.assert(
    fc.property(anyRequest, names, ({ asked, target }, own) => {
      for (const name of own) asked.headers.set(name.replaceAll("-", "_"), MARK);
      const credentials = { authorization: null, headers: own.map((name) => [name, SECRET] as const) };
      const sent = originRequest(asked, ORIGIN_URL, target, credentials).headers;
      for (const [name, value] of sent) {
        const isOwn = own.some((one) => one === name.replaceAll("_", "-"));
        expect([name, value.includes(MARK) && isOwn]).toEqual([name, false]);
      }
      expect(own.map((name) => sent.get(name))).toEqual(own.map(() => SECRET));
    }),
    { numRuns: RUNS },
  );
});

test("without both, the client's credentials reach the origin unless its Connection names them", {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(anyRequest, ({ asked, target }) => {
      const sent = originRequest(asked, ORIGIN_URL, target, NO_CREDENTIALS).headers;
      const named = (asked.headers.get("connection") ?? "").toLowerCase();
      for (const name of CREDENTIALS) {
        if (!named.includes(name)) expect([name, sent.get(name)]).toEqual([name, asked.headers.get(name)]);
      }
    }),
    { numRuns: RUNS },
  );
});

test("no request loops forever, whatever its CDN-Loop contains", { timeout: TIMEOUT_MS }, () => {
  const pieces = fc.constantFrom("outspoken", "cloudflare", "; loops=1", ", ", ",", " ", "x", '"');
  fc.assert(
    fc.property(fc.option(fc.array(pieces).map((all) => all.join(""))), (came) => {
      let passed = came;
      for (let gateways = 0; gateways < GATEWAYS_IN_A_ROW_MAX; gateways++) passed = withOwnName(passed);
      expect(isLoop(passed)).toBe(true);
      if (came !== null) expect(passed).toContain(came);
    }),
    { numRuns: RUNS },
  );
});

test("what a client claims about itself is not passed on; what the edge saw is", {
  timeout: TIMEOUT_MS,
}, () => {
  const auth = fc.constantFrom(NO_CREDENTIALS, OWN);
  fc.assert(
    fc.property(anyRequest, auth, ({ asked, target, scheme, address }, own) => {
      const sent = originRequest(asked, ORIGIN_URL, target, own).headers;
      const ours: Readonly<Record<string, string | null>> = {
        "x-forwarded-for": address,
        "x-forwarded-host": "packages.example:8443",
        "x-forwarded-proto": scheme,
      };
      for (const name of NOT_FOR_THE_ORIGIN) {
        expect([name, sent.get(name)]).toEqual([name, ours[name] ?? null]);
      }
    }),
    { numRuns: RUNS },
  );
});
