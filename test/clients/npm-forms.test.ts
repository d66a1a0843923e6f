/** npm: bodies and headers of the origin that stay, notices, last resort, client and operation of a request. */
import { describe, expect, test } from "vitest";
import { npm } from "../../src/clients/npm/npm.ts";
import { npmPrints, yarn1Prints } from "../../src/console/terminals/npm.ts";
import { arrive, count } from "./arrival.ts";
import { answered, originAnswer, request } from "./failing.ts";
import {
  AUDIT,
  asks,
  BERRY,
  BUN,
  DENO,
  NPM10,
  NPM11,
  PNPM11,
  PNPM12,
  TARBALL,
  VERDACCIO,
  YARN1,
} from "./npm-cases.ts";

describe("a 401 with a challenge", () => {
  const challenged = (challenge: string) =>
    answered(401, { message: "Token is expired." }, originAnswer(401, "", { "www-authenticate": challenge }));

  test.each(["Bearer realm=x", "Basic realm=x", "Digest x", "ipaddress"])(
    "reaches npm as a notice, since npm drops the body: %s",
    (challenge) => {
      const a = arrive(npm, challenged(challenge), asks(NPM11, "/left-pad", "GET", "install"));
      expect(a.headers.get("www-authenticate")).toBe(challenge);
      expect(count(npmPrints(a), "Token is expired.")).toBe(1);
    },
  );

  test("that asks for a one-time password gets no notice of ours", () => {
    const a = arrive(npm, challenged("Bearer realm=x, OTP"), asks(NPM11, "/left-pad", "PUT", "publish"));
    expect(a.headers.has("npm-notice")).toBe(false);
  });

  test("reaches bun in the phrase", () => {
    expect(npm.speak(challenged("Basic realm=x"), asks(BUN, "/x", "PUT", "publish")).phrase).toBe(
      "Token is expired.",
    );
  });

  test("gets no notice for a client that reads none", () => {
    expect(arrive(npm, challenged("Basic realm=x"), asks(YARN1, "/x")).headers.has("npm-notice")).toBe(false);
  });
});

describe("an origin's own answer", () => {
  const installs = asks(NPM11, "/left-pad", "GET", "install");
  const said = (body: string, headers: Record<string, string> = {}, message = "Blocked by policy.") =>
    answered(403, { message }, originAnswer(403, body, { "content-type": "application/json", ...headers }));

  test.each([
    '{"success":false,  "error":"Blocked by policy."}',
    '{"error":"Blocked by policy.","message":"Blocked by policy."}',
    '{"error":"403 Forbidden - Blocked by policy."}',
    '{"error":"Blocked\\n by policy."}',
  ])("stays byte for byte: %s", (body) => {
    expect(arrive(npm, said(body), installs).body).toBe(body);
  });

  test.each([
    ["error is a code", '{"error":"invalid_token","error_description":"Blocked by policy."}'],
    ["error is an object", '{"error":{"message":"Blocked by policy."}}'],
    ["error is a list", '{"error":["Blocked by policy."]}'],
    ["message says something else", '{"error":"Blocked by policy.","message":"Forbidden"}'],
    ["a byte order mark", '\ufeff{"error":"Blocked by policy."}'],
    ["an escape sequence", '{"error":"\\u001b[31mBlocked by policy."}'],
    ["a stack trace after it", '{"error":"Blocked by policy. at foo.js:1"}'],
    ["a page", "<html><h1>Blocked by policy.</h1></html>"],
    ["a list", '[{"error":"Blocked by policy."}]'],
    ["a bare string", '"Blocked by policy."'],
  ])("is replaced if it would do harm: %s", (_name, body) => {
    const a = arrive(npm, said(body), installs);
    expect(a.body).toBe('{"error":"Blocked by policy."}');
    expect(a.headers.get("content-type")).toBe("application/json");
  });

  test("does not pass if the failure is not the origin's", () => {
    const own = answered(401, { message: "Bad." }, originAnswer(401, '{"error":"Bad."}'), {
      sentOriginAuth: true,
    });
    expect(arrive(npm, own, installs).body).toContain("its operators have to renew them");
  });

  test("keeps the origin's own notice", () => {
    const a = arrive(
      npm,
      said("", { "npm-notice": "Ask the security team.", "www-authenticate": "Basic" }),
      asks(NPM11, AUDIT, "POST", "install"),
    );
    expect(a.headers.get("npm-notice")).toBe("Ask the security team.");
  });

  test("loses a header that would hide a notice", () => {
    expect(arrive(npm, said("", { "x-local-cache": "1" }), installs).headers.has("x-local-cache")).toBe(
      false,
    );
  });

  test("keeps plain text for deno", () => {
    const a = arrive(npm, said("Blocked\nby policy.\n", { "content-type": "text/plain" }), asks(DENO, "/x"));
    expect(a.body).toBe("Blocked\nby policy.\n");
  });

  test("is not printed by yarn 1 as an undefined message", () => {
    const failure = answered(
      401,
      { message: "Sign in." },
      originAnswer(401, "", { server: "forge.example" }),
    );
    expect(yarn1Prints(arrive(npm, failure, asks(YARN1, "/x")))).toBe("error /x: Sign in.");
  });
});

describe("Retry-After", () => {
  test.each([
    [3.2, "4"],
    [86_400, "60"],
    [null, null],
  ])("%s seconds become %s", (seconds, sent) => {
    const answer = originAnswer(429, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
    const a = arrive(npm, answered(429, { retryAfterSeconds: seconds }, answer), asks(BERRY, "/x"));
    expect(a.headers.get("retry-after")).toBe(sent);
  });
});

describe("a notice on success", () => {
  const text = "Registry moves on Friday: café";
  const shown = { kind: "headers", headers: { "npm-notice": "Registry moves on Friday: cafe" } };
  const ok = (headers: Record<string, string> = {}, status = 200) => ({
    status,
    headers: new Headers(headers),
  });
  test.each([
    ["a publish", asks(NPM10, "/x", "PUT"), ok(), shown],
    ["the audit of an install", asks(NPM10, AUDIT, "POST", "install"), ok(), shown],
    ["a ping", asks(NPM11, "/-/ping"), ok(), shown],
    ["an answer npm caches", asks(NPM11, "/x"), ok({ "cache-control": "max-age=300" }), null],
    ["an answer npm does not cache", asks(NPM11, "/x"), ok({ "cache-control": "private, no-store" }), shown],
    ["an old npm that repeats it", asks(NPM10, "/x"), ok({ "cache-control": "no-store" }), null],
    ["a notice of the origin", asks(NPM11, "/x", "PUT"), ok({ "npm-notice": "Hello" }), null],
    ["an answer marked as cached", asks(NPM11, "/x", "PUT"), ok({ "x-local-cache": "1" }), null],
    ["a revalidation", asks(NPM11, "/x"), ok({ "cache-control": "no-store" }, 304), null],
    ["a redirect", asks(NPM11, "/x", "PUT"), ok({}, 302), null],
    ["yarn 1", asks(YARN1, "/x", "PUT"), ok(), null],
    ["pnpm", asks(PNPM11, "/x", "PUT"), ok(), null],
  ])("%s", (_name, asked, answer, expected) => {
    expect(npm.notice?.(text, asked, answer)).toEqual(expected);
  });
});

describe("the last resort", () => {
  const refused = answered(403, { message: "Package protected." });
  test.each([
    ["bun add", refused, asks(BUN, "/left-pad"), { kind: "text_in_path" }],
    ["bun add, tarball", refused, asks(BUN, TARBALL), { kind: "text_in_path" }],
    ["a 401", answered(401, { message: "Sign in." }), asks(BUN, "/left-pad"), null],
    ["no reason", answered(403, {}), asks(BUN, "/left-pad"), null],
    ["bun publish", refused, asks(BUN, "/left-pad", "PUT"), null],
    ["bun whoami", refused, asks(BUN, "/-/whoami"), null],
    ["npm", refused, asks(NPM11, "/left-pad"), null],
    ["yarn 4", refused, asks(BERRY, "/left-pad"), null],
  ])("%s", (_name, failure, asked, expected) => {
    expect(npm.lastResort?.(failure, asked)).toEqual(expected);
  });
});

describe("the client", () => {
  test.each([
    [NPM11, undefined, "npm", "11.19.1"],
    [YARN1, undefined, "yarn", "1.22.22"],
    [BERRY, undefined, "yarn-berry", ""],
    ["yarn/4.12.0 node/v24.1.0", undefined, "yarn-berry", "4.12.0"],
    [PNPM11, undefined, "pnpm", "11.22.0"],
    [PNPM12, undefined, "pnpm", "12.0.0-rc.8"],
    [BUN, undefined, "bun", "1.4.5"],
    ["Bun/1.4.5 linux x64 workspaces/false ci/github-actions", "publish", "bun", "1.4.5"],
    ["bun/1.4.5 npm/? node/v24.1.0 linux x64", "install", "npm", ""],
    ["pnpm/10.1.0 npm/? node/v24.1.0 linux x64", "publish", "npm", ""],
    [DENO, undefined, "deno", "2.4.0"],
    [VERDACCIO, undefined, "verdaccio", "6.1.2"],
    ["Renovate/44.121.2 (https://github.com/renovatebot/renovate)", undefined, "renovate", "44.121.2"],
    ["npm-registry-fetch@19.1.1/node@v24.1.0+x64 (linux)", undefined, "npm-registry-fetch", "19.1.1"],
    ["my build", "ci", "npm", ""],
    ["curl/8.5.0", undefined, "unknown", ""],
  ])("%s, npm-command %s", (agent, command, name, version) => {
    expect(npm.identify(asks(agent, "/x", "GET", command))).toEqual({ name, version });
  });
});

describe("the operation", () => {
  test.each([
    ["GET", "/left-pad", "metadata"],
    ["GET", "/@scope%2fname", "metadata"],
    ["GET", "/@scope/name/-/name-1.0.0.tgz", "download"],
    ["PUT", "/left-pad", "publish"],
    ["PUT", "/left-pad/-rev/1-a", "publish"],
    ["DELETE", "/left-pad/-rev/1-a", "delete"],
    ["DELETE", "/left-pad/-/left-pad-1.0.0.tgz/-rev/1-a", "delete"],
    ["GET", "/-/v1/search", "search"],
    ["POST", "/-/v1/login", "login"],
    ["PUT", "/-/user/org.couchdb.user:me", "login"],
    ["GET", "/-/ping", "probe"],
    ["GET", "/-/whoami", "api"],
    ["POST", AUDIT, "api"],
    ["GET", "/-/package/left-pad/dist-tags", "metadata"],
    ["PUT", "/-/package/left-pad/dist-tags/beta", "api"],
  ])("%s %s is %s", (method, path, expected) => {
    expect(npm.operation(request(path, {}, method))).toBe(expected);
  });
});

test("the default timeout is below the 30 seconds of yarn 1", () => {
  expect(npm.timeoutMs.read).toBeLessThan(30_000);
  expect(npm.timeoutMs.read).toBeGreaterThan(20_000);
});
