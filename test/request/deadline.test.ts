import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Deadline } from "../../src/request/deadline.ts";

let deadline: Deadline;
/** What was called, and when. */
let passed: string[];
let startedAt: number;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(globalThis, "setTimeout");
  deadline = new Deadline();
  passed = [];
  startedAt = Date.now();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function set(afterMs: number, name = "passed"): void {
  deadline.set(afterMs, () => passed.push(`${name} at ${Date.now() - startedAt}`));
}

function elapse(ms: number): void {
  vi.advanceTimersByTime(ms);
}

describe("a deadline that passes calls back once, on time", () => {
  test.each<[string, () => void, readonly string[]]>([
    ["set", () => set(100), ["passed at 100"]],
    ["set for now", () => set(0), ["passed at 0"]],
    [
      "set again for later",
      () => {
        set(100, "first");
        elapse(99);
        set(100, "second");
      },
      ["second at 199"],
    ],
    [
      "set again for earlier",
      () => {
        set(1_000, "first");
        elapse(10);
        set(100, "second");
      },
      ["second at 110"],
    ],
    [
      "set again after it has passed",
      () => {
        set(100, "first");
        elapse(150);
        set(100, "second");
      },
      ["first at 100", "second at 250"],
    ],
    ["set again by its callback", () => deadline.set(100, () => set(100, "second")), ["second at 200"]],
    [
      "lifted",
      () => {
        set(100);
        elapse(99);
        deadline.lift();
      },
      [],
    ],
    [
      "lifted, and set again",
      () => {
        set(100, "first");
        deadline.lift();
        elapse(300);
        set(50, "second");
      },
      ["second at 350"],
    ],
    [
      "lifted, and set again before the first would have passed",
      () => {
        set(100, "first");
        elapse(90);
        deadline.lift();
        set(50, "second");
      },
      ["second at 140"],
    ],
    [
      "stopped",
      () => {
        set(100);
        elapse(99);
        deadline.stop();
      },
      [],
    ],
    [
      "stopped, and set again",
      () => {
        set(100, "first");
        deadline.stop();
        set(200, "second");
      },
      ["second at 200"],
    ],
  ])("%s", (_, happens, wanted) => {
    happens();
    elapse(10_000);
    expect(passed).toEqual(wanted);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe("a deadline costs a new timer only if the current one fires too late", () => {
  test.each<[string, number, () => void]>([
    ["one that passes", 1, () => set(100)],
    [
      "one that is set again for the same time and for later ones",
      1,
      () => {
        for (const afterMs of [100, 100, 150, 500]) set(afterMs);
      },
    ],
    [
      "one that is lifted and set over and over",
      1,
      () => {
        for (let part = 0; part < 100; part += 1) {
          set(100);
          deadline.lift();
        }
      },
    ],
    [
      "one that is set again for earlier",
      2,
      () => {
        set(100);
        set(50);
      },
    ],
  ])("%s: %i", (_, timers, happens) => {
    happens();
    expect(vi.mocked(setTimeout)).toHaveBeenCalledTimes(timers);
    expect(vi.getTimerCount()).toBe(1);
  });

  test("one more timer if it was postponed, and none once it has passed", () => {
    set(100);
    elapse(60);
    set(100);
    elapse(40);
    expect(vi.mocked(setTimeout)).toHaveBeenCalledTimes(2);
    elapse(60);
    expect(passed).toEqual(["passed at 160"]);
    expect(vi.mocked(setTimeout)).toHaveBeenCalledTimes(2);
  });
});

test("no timer is left once it is stopped, and stopping one that was never set does nothing", () => {
  deadline.stop();
  set(100);
  expect(vi.getTimerCount()).toBe(1);
  deadline.stop();
  expect(vi.getTimerCount()).toBe(0);
});
