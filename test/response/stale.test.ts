/** Which requests are answered with the client's own copy while the origin is down; and the gateway's own plain answers. */
import { describe, expect, test } from "vitest";
import type { StaleIfError } from "../../src/config/route.ts";
import { PHRASE_MAX_BYTES } from "../../src/limits.ts";
import { plainResponse } from "../../src/response/plain.ts";
import { type StaleRequest, staleAnswer, staleCopy } from "../../src/response/stale.ts";
import { answered, closed, heldBack, inMaintenance, REF, timedOut, unreachable } from "../clients/failing.ts";

const TAG = { "if-none-match": '"a"' };

function request(headers: Record<string, string>, fields: Partial<StaleRequest> = {}): StaleRequest {
  return { method: "GET", headers: new Headers(headers), isMetadata: true, hasCredentials: false, ...fields };
}

describe("the copy that is good enough", () => {
  test.each<[headers: Record<string, string>, name: string | null, value?: string]>([
    [TAG, "etag", '"a"'],
    [{ "if-none-match": 'W/"a b"' }, "etag", 'W/"a b"'],
    [{ "if-none-match": '""' }, "etag", '""'],
    [{ "if-none-match": '"a", "b"' }, null],
    [{ "if-none-match": "*" }, null],
    [{ "if-none-match": 'w/"a"' }, null],
    [{ "if-none-match": "a" }, null],
    [{ "if-none-match": 'x"a"' }, null],
    [{ "if-none-match": '"a"x' }, null],
    [{ "if-modified-since": "then" }, "last-modified", "then"],
    [{ ...TAG, "if-modified-since": "then" }, "etag", '"a"'],
    [{ "if-none-match": "*", "if-modified-since": "then" }, null],
    [{ ...TAG, "if-range": '"a"' }, null],
    [{ ...TAG, range: "bytes=0-1" }, "etag", '"a"'],
    [{}, null],
  ])("by %j: %s", (headers, name, value) => {
    expect(staleCopy("always", unreachable(), request(headers))).toEqual(
      name === null ? null : { name, value },
    );
  });

  test.each<[title: string, failure: ReturnType<typeof closed>, isGood: boolean]>([
    ["can't be reached", unreachable(), true],
    ["does not answer in time", timedOut(), true],
    ["is held back", heldBack({ kind: "timeout", afterMs: 1 }, 5), true],
    ["is not reached by the edge", answered(521, {}), true],
    ["refuses", answered(403, {}), false],
    ["has an error", answered(500, {}), false],
    ["is in maintenance", inMaintenance("Moving.", null), false],
    ["lost its client", closed(), false],
  ])("while the origin %s: %s", (_title, failure, isGood) => {
    expect(staleCopy("always", failure, request(TAG)) !== null).toBe(isGood);
  });

  test.each<[rule: StaleIfError, fields: Partial<StaleRequest>, isGood: boolean]>([
    ["always", {}, true],
    ["always", { hasCredentials: true }, true],
    ["without_credentials", {}, true],
    ["without_credentials", { hasCredentials: true }, false],
    ["never", {}, false],
    ["always", { method: "HEAD" }, true],
    ["always", { method: "POST" }, false],
    ["always", { isMetadata: false }, false],
  ])("%s, for %j: %s", (rule, fields, isGood) => {
    expect(staleCopy(rule, unreachable(), request(TAG, fields)) !== null).toBe(isGood);
  });

  test.each(["etag", "last-modified"] as const)("is confirmed by its %s", (name) => {
    const answer = staleAnswer({ name, value: "x" }, unreachable());
    expect([answer.status, answer.body, Object.fromEntries(answer.headers)]).toEqual([
      304,
      null,
      { [name]: "x", "x-outspoken": "unreachable", "x-outspoken-ref": REF },
    ]);
  });
});

describe("a plain line", () => {
  test.each([
    [404, "Not here", "Not here\n", "Not here"],
    [404, "a\nb", "a b\n", "a b"],
    [404, "Größe", "Größe\n", "Grosse"],
    [404, "", "\n", "Not Found"],
    [500, "x".repeat(400), `${"x".repeat(400)}\n`, `${"x".repeat(PHRASE_MAX_BYTES - 3)}...`],
  ])("%d %j", async (status, line, body, phrase) => {
    const response = plainResponse(status, line);
    expect([response.status, await response.text(), response.statusText]).toEqual([status, body, phrase]);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store, no-transform",
    });
  });

  test("with other fields, which do not replace its own", () => {
    const response = plainResponse(404, "x", { a: "b", "cache-control": "public" });
    expect([response.headers.get("a"), response.headers.get("cache-control")]).toEqual([
      "b",
      "no-store, no-transform",
    ]);
  });
});
