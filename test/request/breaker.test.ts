import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import type { BreakerRule } from "../../src/config/route.ts";
import type { Outage } from "../../src/failure/outage.ts";
import { ROUTES_MAX } from "../../src/limits.ts";
import { Breaker, breakerFor, breakerState, type Pass } from "../../src/request/breaker.ts";

const OUTAGE: Outage = { kind: "unreachable", fault: "connection_lost" };
const LATER: Outage = { kind: "timeout", afterMs: 900 };
const PROBE_MS = 5_000;

let warned: MockInstance<typeof console.warn>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  warned = vi.spyOn(console, "warn").mockImplementation(() => {});
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function breaker(changes: boolean[] = []): Breaker {
  return new Breaker({ failures: 3, openSeconds: 10 }, (isOpen) => changes.push(isOpen));
}

function admitted(of: Breaker): Pass {
  const admission = of.admit(PROBE_MS);
  if (admission.kind !== "admitted") throw new Error("held back");
  return admission.pass;
}

function fail(of: Breaker, times: number): void {
  for (let time = 0; time < times; time += 1) admitted(of).failed(OUTAGE);
}

describe("a breaker opens after the configured number of outages in a row", () => {
  test.each<[string, (of: Breaker) => void, "admitted" | "held_back"]>([
    ["none", () => {}, "admitted"],
    ["one too few", (of) => fail(of, 2), "admitted"],
    ["enough", (of) => fail(of, 3), "held_back"],
    [
      "an answer in between",
      (of) => {
        fail(of, 2);
        admitted(of).reached();
        fail(of, 2);
      },
      "admitted",
    ],
    [
      "a hundred clients that left",
      (of) => {
        for (let left = 0; left < 100; left += 1) admitted(of).gaveUp();
      },
      "admitted",
    ],
    [
      "clients that left in between",
      (of) => {
        fail(of, 2);
        admitted(of).gaveUp();
        fail(of, 1);
      },
      "held_back",
    ],
  ])("%s", (_, happens, wanted) => {
    const one = breaker();
    happens(one);
    expect(one.admit(PROBE_MS).kind).toBe(wanted);
  });
});

describe("an open breaker", () => {
  test("holds requests back with the last outage and the time left", () => {
    const one = breaker();
    fail(one, 2);
    admitted(one).failed(LATER);
    vi.advanceTimersByTime(6_500);
    expect(one.admit(PROBE_MS)).toEqual({ kind: "held_back", outage: LATER, retryAfterSeconds: 4 });
  });

  test("lets one request at a time try the origin once its time is over", () => {
    const one = breaker();
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one);
    expect(one.admit(PROBE_MS)).toEqual({ kind: "held_back", outage: OUTAGE, retryAfterSeconds: 1 });
  });

  test("closes when that request is answered", () => {
    const changes: boolean[] = [];
    const one = breaker(changes);
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one).reached();
    admitted(one);
    admitted(one);
    expect(changes).toEqual([true, false]);
  });

  test("stays open for its full time again when it is not, and reports no change", () => {
    const changes: boolean[] = [];
    const one = breaker(changes);
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one).failed(LATER);
    expect(one.admit(PROBE_MS)).toEqual({ kind: "held_back", outage: LATER, retryAfterSeconds: 10 });
    expect(changes).toEqual([true]);
  });

  test("lets the next one try when that request's client left", () => {
    const one = breaker();
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one).gaveUp();
    expect(one.state).toEqual({ kind: "open", leftSeconds: 0 });
    admitted(one);
    expect(one.admit(PROBE_MS)).toMatchObject({ kind: "held_back", outage: OUTAGE });
  });

  test.each<[string, (pass: Pass) => void]>([
    ["fails", (pass) => pass.failed(LATER)],
    ["is left by its client", (pass) => pass.gaveUp()],
  ])("keeps waiting for the probe when an earlier request %s", (_, ends) => {
    const one = breaker();
    const onTheWay = admitted(one);
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one);
    ends(onTheWay);
    expect(one.state).toEqual({ kind: "half_open" });
    expect(one.admit(PROBE_MS)).toEqual({ kind: "held_back", outage: OUTAGE, retryAfterSeconds: 1 });
  });

  test("lets the next one try when that request reports nothing in time", () => {
    const one = breaker();
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one);
    vi.advanceTimersByTime(PROBE_MS);
    admitted(one);
  });

  test("is not kept open by failures of requests sent before it opened", () => {
    const one = breaker();
    const onTheWay = [admitted(one), admitted(one)];
    fail(one, 3);
    vi.advanceTimersByTime(9_000);
    for (const pass of onTheWay) pass.failed(LATER);
    expect(one.admit(PROBE_MS)).toEqual({ kind: "held_back", outage: OUTAGE, retryAfterSeconds: 1 });
  });

  test("closes when one of those is answered after all", () => {
    const one = breaker();
    const onTheWay = admitted(one);
    fail(one, 3);
    onTheWay.reached();
    admitted(one);
  });
});

test("a closed breaker reports no change for answers or too few failures", () => {
  const changes: boolean[] = [];
  const one = breaker(changes);
  admitted(one).reached();
  fail(one, 2);
  admitted(one).reached();
  expect(changes).toEqual([]);
});

describe("its state can be read without changing it", () => {
  test("closed, open, past its time, half open, closed", () => {
    const of = breaker();
    expect(of.state).toEqual({ kind: "closed", failures: 0 });
    fail(of, 2);
    expect(of.state).toEqual({ kind: "closed", failures: 2 });
    fail(of, 1);
    vi.advanceTimersByTime(2_500);
    expect(of.state).toEqual({ kind: "open", leftSeconds: 8 });
    vi.advanceTimersByTime(60_000);
    expect(of.state).toEqual({ kind: "open", leftSeconds: 0 });
    const probe = admitted(of);
    expect(of.state).toEqual({ kind: "half_open" });
    probe.reached();
    expect(of.state).toEqual({ kind: "closed", failures: 0 });
  });

  test("is closed for an origin that no request has needed in this isolate", () => {
    const rule = { failures: 3, openSeconds: 10 };
    expect(breakerState("quiet.example", null, rule)).toEqual({ kind: "closed", failures: 0 });
    const down = breakerFor("down.example", null, rule);
    fail(down, 3);
    expect(breakerState("down.example", null, rule)).toEqual({ kind: "open", leftSeconds: 10 });
    expect(breakerState("down.example", "NEXUS", rule)).toEqual({ kind: "closed", failures: 0 });
  });
});

describe("the breakers of an isolate", () => {
  const RULE = { failures: 3, openSeconds: 10 };
  const key = (host: string, binding: string | null = null, rule: BreakerRule = RULE) =>
    breakerFor(host, binding, rule);

  test("are separate for each host, binding and rule", () => {
    const one = key("one.example");
    expect(key("one.example", null, { ...RULE })).toBe(one);
    const others = [
      key("other.example"),
      key("one.example", "NEXUS"),
      key("one.example", null, { ...RULE, failures: 4 }),
      key("one.example", null, { ...RULE, openSeconds: 11 }),
    ];
    expect(new Set([one, ...others]).size).toBe(5);
  });

  test("are at most as many as a configuration can have routes, and are dropped beyond that", () => {
    const first = key("first.example");
    fail(first, 3);
    for (let other = 0; key("first.example") === first; other += 1) {
      expect(other).toBeLessThan(ROUTES_MAX);
      key(`host-${other}.example`);
    }
    expect(breakerState("first.example", null, RULE)).toEqual({ kind: "closed", failures: 0 });
    // Besides the one for which the others were dropped.
    const again = key("first.example");
    for (let other = 2; other < ROUTES_MAX; other += 1) key(`again-${other}.example`);
    expect(key("first.example")).toBe(again);
    key("one-too-many.example");
    expect(key("first.example")).not.toBe(again);
  });

  test("log one line when they open and one when they close", () => {
    const one = key("logged.example");
    fail(one, 3);
    vi.advanceTimersByTime(10_000);
    admitted(one).reached();
    expect(warned.mock.calls).toEqual([
      ['{"event":"breaker_open","origin_host":"logged.example"}'],
      ['{"event":"breaker_closed","origin_host":"logged.example"}'],
    ]);
  });
});
