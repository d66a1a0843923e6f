/** When an isolate reads a switch, and for how long its value applies. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readConfiguration } from "../../src/config/read-configuration.ts";
import type { Route } from "../../src/config/route.ts";
import { OBSERVE, type Setting } from "../../src/config/setting.ts";
import { switchedSetting, switchStore } from "../../src/config/switches.ts";
import { FakeBackground, FakeStore } from "./fake-namespace.ts";

function routeOf(enabled: boolean | string, id = "npm"): Route {
  const configuration = readConfiguration({ ROUTES: [{ path: "/npm/*", format: "npm", id, enabled }] });
  const route = configuration.ok ? configuration.routes[0] : undefined;
  if (route === undefined) throw new Error("no route");
  return route;
}

const ON = routeOf(true);
const OFF = routeOf(false);

let store: FakeStore;
let background: FakeBackground;
let log: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  store = new FakeStore();
  background = new FakeBackground();
  log = [];
  vi.spyOn(console, "warn").mockImplementation((line) => log.push(String(line)));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A share by its percentage, any other setting as it is. */
function percentIn(setting: Setting): number | Setting {
  return setting.kind === "share" ? setting.percent : setting;
}

function percentOf(route: Route): ReturnType<typeof percentIn> | Promise<ReturnType<typeof percentIn>> {
  const setting = switchedSetting(route, store, background);
  return setting instanceof Promise ? setting.then(percentIn) : percentIn(setting);
}

describe("without a namespace", () => {
  it.each([
    [ON, 100],
    [OFF, 0],
    [routeOf("25%"), 25],
  ])("the configured share applies at once", (route, percent) => {
    expect(switchedSetting(route, null, background)).toEqual({ kind: "share", percent });
    expect(background.length).toBe(0);
  });

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "SWITCHES"],
    ["another Worker", { fetch: () => null }],
    ["a map", new Map()],
  ])("%s is not a namespace", (_, binding) => {
    expect(switchStore(binding)).toBeNull();
  });

  it("a route may be observed by its configuration", () => {
    expect(switchedSetting(routeOf("observe"), null, background)).toEqual(OBSERVE);
  });

  it("a binding that can be read is a namespace", () => {
    const namespace = { get: async () => null, getWithMetadata: async () => null };
    expect(switchStore(namespace)).toBe(namespace);
  });
});

describe("the first time an isolate reads a switch", () => {
  it.each([
    ["on", OFF, 100],
    ["off", ON, 0],
    ["25%", ON, 25],
    ["0%", ON, 0],
    ["100%", OFF, 100],
    [" off\n", ON, 0],
    ["observe", ON, OBSERVE],
  ])("%j applies", async (value, route, percent) => {
    store.values.set("npm", value);
    expect(await percentOf(route)).toEqual(percent);
    expect(store.asked).toEqual(["npm text 30"]);
  });

  it.each([
    [ON, 100],
    [OFF, 0],
  ])("no value means the configured one", async (route, percent) => {
    expect(await percentOf(route)).toBe(percent);
    expect(log).toEqual([]);
  });

  it("a namespace that can't be read means the configured value, and one line in the log", async () => {
    store.answer = () => Promise.reject(new Error("KV GET failed: 503"));
    const route = routeOf("40%", "unreadable");
    expect(await percentOf(route)).toBe(40);
    expect(log).toEqual([
      '{"event":"switch_unreadable","route":"unreadable","error":"Error: KV GET failed: 503"}',
    ]);
  });

  it("a namespace that throws counts as one that can't be read", async () => {
    store.answer = () => {
      throw new TypeError("bad key");
    };
    expect(await percentOf(OFF)).toBe(0);
  });

  it("a namespace that does not answer is waited for once, for a second at most", async () => {
    let answer: (value: string) => void = () => {};
    store.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const percent = percentOf(ON);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await percent).toBe(100);
    expect(percentOf(ON)).toBe(100);
    expect(store.asked).toHaveLength(1);
    answer("off");
    await background.done();
    expect(percentOf(ON)).toBe(0);
  });

  it("two simultaneous requests each read for themselves", async () => {
    store.values.set("npm", "off");
    expect(await Promise.all([percentOf(ON), percentOf(ON)])).toEqual([0, 0]);
    expect(store.asked).toHaveLength(2);
  });
});

describe("the value that an isolate holds", () => {
  beforeEach(async () => {
    store.values.set("npm", "off");
    await percentOf(ON);
    store.values.set("npm", "on");
  });

  it("is used for 30 seconds without another read", () => {
    vi.advanceTimersByTime(29_999);
    expect(percentOf(OFF)).toBe(0);
    expect(store.asked).toHaveLength(1);
    expect(background.length).toBe(0);
  });

  it("is read again after that, once, in the background of a request that does not wait", async () => {
    vi.advanceTimersByTime(30_000);
    expect(percentOf(ON)).toBe(0);
    expect(percentOf(ON)).toBe(0);
    expect(store.asked).toHaveLength(2);
    await background.done();
    expect(percentOf(ON)).toBe(100);
    expect(store.asked).toHaveLength(2);
  });

  it("is not used after a minute: the request waits for the current one", async () => {
    vi.advanceTimersByTime(60_001);
    expect(await percentOf(OFF)).toBe(100);
    expect(background.length).toBe(0);
  });

  it("stays in force while the namespace can't be read, however long", async () => {
    store.answer = () => Promise.reject(new Error("gone"));
    for (const passedMs of [30_000, 30_000, 60_001, 24 * 3_600_000]) {
      vi.advanceTimersByTime(passedMs);
      expect(await percentOf(ON)).toBe(0);
      await background.done();
    }
    store.answer = async () => "on";
    vi.advanceTimersByTime(60_001);
    expect(await percentOf(ON)).toBe(100);
  });

  it("stays in force when the namespace is slow after an idle minute, and is replaced when it answers", async () => {
    let answer: (value: string) => void = () => {};
    store.answer = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    vi.advanceTimersByTime(60_001);
    const percent = percentOf(ON);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await percent).toBe(0);
    expect(percentOf(ON)).toBe(0);
    answer("on");
    await background.done();
    expect(percentOf(ON)).toBe(100);
  });

  it("is forgotten when the namespace has none any more", async () => {
    store.values.delete("npm");
    vi.advanceTimersByTime(60_001);
    expect(await percentOf(ON)).toBe(100);
  });

  it("belongs to one route", async () => {
    expect(await percentOf(routeOf(true, "gems"))).toBe(100);
    expect(store.asked.at(-1)).toBe("gems text 30");
    expect(percentOf(ON)).toBe(0);
  });

  it("belongs to one namespace", async () => {
    store = new FakeStore();
    expect(await percentOf(ON)).toBe(100);
  });
});

describe("an invalid value", () => {
  it("means the configured value, and one line in the log however often it is read", async () => {
    const route = routeOf("40%", "mistyped");
    store.values.set("mistyped", "of");
    expect(await percentOf(route)).toBe(40);
    vi.advanceTimersByTime(60_001);
    expect(await percentOf(route)).toBe(40);
    expect(store.asked).toHaveLength(2);
    expect(log).toEqual(['{"event":"switch_unknown","route":"mistyped","value":"of"}']);
  });
});
