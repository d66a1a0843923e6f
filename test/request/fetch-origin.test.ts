/** The attempts at one request, how long it waits for each party, and what happens to late answers. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WATCH_CLIENT_AFTER_MS } from "../../src/limits.ts";
import { Deadline } from "../../src/request/deadline.ts";
import { fetchOrigin, type OriginFetch, type Outcome } from "../../src/request/fetch-origin.ts";

const LOST = new Error("Network connection lost.");
const OK = new Response("ok");

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** One request in progress, and everything observable about it. */
class Fetching {
  sent = 0;
  /** How often watching the client was begun. */
  watched = 0;
  leave = (): void => {};
  readonly aborted: number[] = [];
  readonly outcomes: Outcome[] = [];
  readonly deadline = new Deadline();
  readonly #ends: PromiseWithResolvers<Response>[] = [];

  constructor(given: { method?: string; timeoutMs?: number; retries?: number } = {}) {
    const { method = "GET", timeoutMs = 1_000, retries = 0 } = given;
    const asked: OriginFetch = {
      send: () => {
        this.sent += 1;
        const end = Promise.withResolvers<Response>();
        this.#ends.push(end);
        return end.promise;
      },
      request: {
        client: new Request("https://packages.example/npm/left-pad"),
        url: "https://registry.example/left-pad",
        method,
        headers: new Headers(),
        upload: null,
      },
      timeoutMs: { read: timeoutMs, write: 9 * timeoutMs },
      deadline: this.deadline,
      retries,
      watchClient: (gone) => {
        this.watched += 1;
        this.leave = gone;
      },
      onAborted: (count) => this.aborted.push(count),
    };
    fetchOrigin(asked).then((outcome) => this.outcomes.push(outcome));
  }

  /** Answers the latest attempt. */
  async answer(response = OK): Promise<void> {
    this.#ends.at(-1)?.resolve(response);
    await settled();
  }

  async fail(error: unknown = LOST): Promise<void> {
    this.#ends.at(-1)?.reject(error);
    await settled();
  }
}

async function settled(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
}

const lost = (retries: number): Outcome => ({
  kind: "failed",
  cause: { kind: "unreachable", fault: "connection_lost" },
  retries,
});
const late = (afterMs: number, retries = 0): Outcome => ({
  kind: "failed",
  cause: { kind: "timeout", afterMs },
  retries,
});

describe("an answer", () => {
  test("is the outcome and ends the wait", async () => {
    const one = new Fetching();
    await one.answer();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(one.outcomes).toEqual([{ kind: "response", response: OK, retries: 0 }]);
    expect([one.sent, one.watched, vi.getTimerCount()]).toEqual([1, 0, 0]);
  });

  test("with a status below 200 is not an answer", async () => {
    const one = new Fetching();
    await one.answer(Response.error());
    expect(one.outcomes).toEqual([
      { kind: "failed", cause: { kind: "unreachable", fault: "bad_answer" }, retries: 0 },
    ]);
  });

  test("leaves the deadline to the next reader", async () => {
    const one = new Fetching();
    await one.answer();
    const onPassed = vi.fn();
    one.deadline.set(2_000, onPassed);
    one.leave();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(onPassed).toHaveBeenCalledOnce();
  });
});

describe("a connection that fails", () => {
  test.each([
    ["GET", 0, LOST, 1],
    ["GET", 1, LOST, 2],
    ["HEAD", 2, LOST, 3],
    ["DELETE", 2, LOST, 1],
    ["POST", 2, LOST, 1],
    ["GET", 2, new Error("internal error"), 3],
    ["GET", 2, new Error("ProxyError: dns_error"), 3],
    ["GET", 2, new Error("ProxyError: connection_timeout"), 1],
    ["GET", 2, new TypeError("Invalid Location header"), 1],
    ["GET", 2, "not an error", 1],
  ])("%s with %i retries, %s: is sent %i times", async (method, retries, error, sent) => {
    const one = new Fetching({ method, retries });
    for (let time = 0; time < 5; time += 1) await one.fail(error);
    expect(one.sent).toBe(sent);
    expect(one.outcomes).toMatchObject([{ kind: "failed", retries: sent - 1 }]);
    expect(one.aborted).toEqual([]);
  });

  test("is forgotten if a retry is answered", async () => {
    const one = new Fetching({ retries: 2 });
    await one.fail();
    await one.answer();
    expect(one.outcomes).toEqual([{ kind: "response", response: OK, retries: 1 }]);
  });

  test("is the outcome if no retry is left", async () => {
    const one = new Fetching({ retries: 1 });
    await one.fail();
    await one.fail();
    expect(one.outcomes).toEqual([lost(1)]);
  });

  test("by a synchronous throw is treated the same", async () => {
    const outcome = await fetchOrigin({
      send: () => {
        throw LOST;
      },
      request: {
        client: new Request("https://packages.example/"),
        url: "https://registry.example/",
        method: "GET",
        headers: new Headers(),
        upload: null,
      },
      timeoutMs: { read: 1_000, write: 1_000 },
      deadline: new Deadline(),
      retries: 1,
      watchClient: () => {},
      onAborted: () => {},
    });
    expect(outcome).toEqual(lost(1));
  });
});

describe("the wait for headers lasts", () => {
  test.each([
    [1_000, 1],
    [WATCH_CLIENT_AFTER_MS + 1, 1],
    [WATCH_CLIENT_AFTER_MS, 0],
    [1, 0],
  ])("%i ms, and watches the client %i times", async (timeoutMs, watched) => {
    const one = new Fetching({ timeoutMs });
    await vi.advanceTimersByTimeAsync(timeoutMs - 1);
    expect(one.outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(one.outcomes).toEqual([late(timeoutMs)]);
    expect([one.watched, vi.getTimerCount()]).toEqual([watched, 0]);
  });

  test("no longer after a retry", async () => {
    const one = new Fetching({ retries: 1 });
    await vi.advanceTimersByTimeAsync(900);
    await one.fail();
    await vi.advanceTimersByTimeAsync(100);
    expect(one.outcomes).toEqual([late(1_000, 1)]);
    expect(one.watched).toBe(1);
  });

  test("and what arrives afterwards changes nothing and is not retried", async () => {
    const failing = new Fetching({ retries: 2 });
    const answering = new Fetching();
    await vi.advanceTimersByTimeAsync(1_000);
    await failing.fail();
    await answering.answer();
    expect([failing.outcomes, failing.sent]).toEqual([[late(1_000)], 1]);
    expect(answering.outcomes).toEqual([late(1_000)]);
  });
});

describe("a client that leaves", () => {
  test("is noticed only once it has waited a while", async () => {
    const one = new Fetching();
    await vi.advanceTimersByTimeAsync(WATCH_CLIENT_AFTER_MS - 1);
    expect(one.watched).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(one.watched).toBe(1);
  });

  test("is reported once, with the retries so far, and leaves nothing running", async () => {
    const one = new Fetching({ retries: 2 });
    await one.fail();
    await vi.advanceTimersByTimeAsync(WATCH_CLIENT_AFTER_MS);
    one.leave();
    expect([one.aborted, vi.getTimerCount()]).toEqual([[1], 0]);
    one.leave();
    await one.fail();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([one.aborted, one.outcomes, one.sent]).toEqual([[1], [], 2]);
  });

  test("is not reported if it already has the answer", async () => {
    const one = new Fetching();
    await vi.advanceTimersByTimeAsync(WATCH_CLIENT_AFTER_MS);
    await one.answer();
    one.leave();
    expect(one.aborted).toEqual([]);
  });
});
