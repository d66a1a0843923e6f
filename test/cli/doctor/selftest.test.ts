import { describe, expect, test } from "vitest";
import { KNOWN_ANSWERS, SELFTEST_PATH, selftest } from "../../../src/console/selftest.ts";

describe("every known answer", () => {
  test.each([...KNOWN_ANSWERS])("%s is answered to the letter", async (channel, known) => {
    const response = selftest(SELFTEST_PATH + channel);
    if (response === null) throw new Error("no answer");
    const { status, headers } = response;
    const body = await response.text();
    expect({ status, body }).toEqual({ status: known.status, body: known.body });
    expect(response.statusText).toBe(known.phrase ?? "");
    for (const [name, value] of Object.entries(known.headers)) expect(headers.get(name)).toBe(value);
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
    expect(headers.get("content-length")).toBe(String(Buffer.byteLength(body)));
    expect(headers.get("x-outspoken-selftest")).toBe(channel);
  });
});

describe("the path is answered as it came", () => {
  test.each([
    ["path/@scope%2fname", "path/@scope%2fname"],
    ["path/@scope/name", "path/@scope/name"],
    ["path/<script>alert(1)</script>", "path/?"],
    ["path/\u001b[2J", "path/?"],
    [`path/${"a".repeat(300)}`, "path/?"],
  ])("%j", async (channel, body) => {
    const response = selftest(SELFTEST_PATH + channel);
    expect(await response?.text()).toBe(body);
    expect(response?.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  });
});

test.each(["/-/outspoken/selftest", "/-/outspoken/selftest/", "/-/outspoken/selftest/nothing", "/npm/ready"])(
  "%s is not a known answer",
  (path) => {
    expect(selftest(path)).toBeNull();
  },
);
