/** An error's body, as far as it is read: a missing rest costs detail only. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ERROR_BODY_MAX_BYTES, ERROR_BODY_MAX_MS, WATCH_CLIENT_AFTER_MS } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import { hearCopy } from "../../src/response/hear-answer.ts";
import { readErrorAnswer } from "../../src/response/read-error.ts";

const BROKEN = new Error("Network connection lost.");

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A body of these parts; after the last its end, an error, or (null) nothing ever. */
function bodyOf(
  parts: readonly (string | Error | null)[],
  givenUp: unknown[] = [],
): ReadableStream<Uint8Array> {
  const left = [...parts];
  return new ReadableStream(
    {
      type: "bytes",
      pull(controller) {
        const part = left.shift();
        if (typeof part === "string") controller.enqueue(new TextEncoder().encode(part));
        else if (part === null) return new Promise(() => {});
        else if (part instanceof Error) controller.error(part);
        else {
          controller.close();
          controller.byobRequest?.respond(0);
        }
        return undefined;
      },
      cancel: (reason) => void givenUp.push(reason),
    },
    { highWaterMark: 0 },
  );
}

async function read(body: BodyInit | null, headers: HeadersInit = {}, onSlow = () => {}) {
  const response = new Response(body, { status: 403, statusText: "Blocked", headers });
  const answer = await readErrorAnswer(response, new Deadline(), onSlow);
  expect([answer.status, answer.phrase, answer.headers]).toEqual([403, "Blocked", response.headers]);
  return { body: new TextDecoder().decode(answer.body), complete: answer.complete };
}

describe("a body", () => {
  const most = "x".repeat(ERROR_BODY_MAX_BYTES);

  test.each<
    [
      title: string,
      parts: readonly (string | Error | null)[],
      headers: HeadersInit,
      body: string,
      complete: boolean,
    ]
  >([
    ["that is complete", ["ab", "c"], {}, "abc", true],
    ["that is empty", [], {}, "", true],
    ["that breaks off", ["ab", BROKEN], {}, "ab", false],
    ["that breaks off at once", [BROKEN], {}, "", false],
    ["in an unknown coding", ["ab"], { "content-encoding": "zstd" }, "", false],
    ["that reaches its length, without its end", ["ab", null], { "content-length": "2" }, "ab", true],
    [
      "in the platform's coding, whose length is ignored",
      ["ab", "c"],
      { "content-encoding": "gzip", "content-length": "2" },
      "abc",
      true,
    ],
    [
      "in chunks, whose length is ignored",
      ["ab", "c"],
      { "transfer-encoding": "chunked", "content-length": "2" },
      "abc",
      true,
    ],
    ["as long as the limit", [most], {}, most, false],
    [
      "as long as the limit, with a length",
      [most],
      { "content-length": String(ERROR_BODY_MAX_BYTES) },
      most,
      true,
    ],
    ["that is longer", [most.slice(1), "yz"], {}, `${most.slice(1)}y`, false],
    [
      "that is longer, with a length",
      [most.slice(1), "yz"],
      { "content-length": String(ERROR_BODY_MAX_BYTES + 1) },
      `${most.slice(1)}y`,
      false,
    ],
  ])("%s", async (_title, parts, headers, body, complete) => {
    expect(await read(bodyOf(parts), headers)).toEqual({ body, complete });
  });

  test("that is absent is complete", async () => {
    expect(await read(null)).toEqual({ body: "", complete: true });
  });

  test("that stalls is left after its time", async () => {
    const onSlow = vi.fn();
    let answer: unknown = null;
    read(bodyOf(["ab", null]), {}, onSlow).then((found) => {
      answer = found;
    });
    await vi.advanceTimersByTimeAsync(WATCH_CLIENT_AFTER_MS);
    expect(onSlow.mock.calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(ERROR_BODY_MAX_MS - WATCH_CLIENT_AFTER_MS - 1);
    expect(answer).toBeNull();
    await vi.advanceTimersByTimeAsync(1);
    expect(answer).toEqual({ body: "ab", complete: false });
  });

  test.each<
    [title: string, parts: readonly (string | null)[], headers: HeadersInit, givenUp: readonly unknown[]]
  >([
    ["that is complete is not cancelled", ["ab"], {}, []],
    ["that is longer is cancelled", [most, most, null], {}, [null]],
    ["that can't be decoded is cancelled", ["ab", null], { "content-encoding": "zstd" }, [undefined]],
  ])("%s", async (_title, parts, headers, expected) => {
    const givenUp: unknown[] = [];
    await read(bodyOf(parts, givenUp), headers);
    expect(givenUp).toEqual(expected);
  });
});

describe("a copy of an answer that passes is heard", () => {
  const JSON_TYPE = { "content-type": "application/json" };
  const AUTH = { authorization: "Bearer operator-token-1", headers: [] };

  test("without the operator's credentials, and the answer is unchanged", async () => {
    const body = '{"message":"No entry for operator-token-1."}';
    const answer = new Response(body, { status: 403, headers: JSON_TYPE });
    const { cause, words } = await hearCopy(answer, AUTH);
    expect(words.message).toBe("No entry for [redacted].");
    expect(cause).toMatchObject({ kind: "answered", answer: { status: 403, complete: true } });
    expect(await answer.text()).toBe(body);
  });

  test.each([
    ["Package is blocked by the curation policy.", true],
    ["No such version is here.", undefined],
  ])("with whether a policy blocks: %s", async (message, saysBlocked) => {
    const answer = new Response(JSON.stringify({ message }), { status: 403, headers: JSON_TYPE });
    const { words } = await hearCopy(answer, { authorization: null, headers: [] });
    expect([words.message, words.saysBlocked || undefined]).toEqual([message, saysBlocked]);
  });
});
