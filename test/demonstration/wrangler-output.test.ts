import { describe, expect, it } from "vitest";
import { portOf, WranglerOutput } from "../../src/demonstration/wrangler-output.ts";

const ESC = "\u001b";
/** As wrangler 4.156 colours it, NO_COLOR or not: a letter comes right before the word. */
const ERROR = `${ESC}[31mX ${ESC}[41;31m[${ESC}[41;97mERROR${ESC}[41;31m]${ESC}[0m ${ESC}[1mInvalid TOML document${ESC}[0m`;

function heard(output: WranglerOutput, lines: readonly string[]): string[] {
  return lines.flatMap((line) => output.hear(line));
}

describe("before the gateway is ready", () => {
  it("nothing is printed while all goes well", () => {
    expect(heard(new WranglerOutput(), ["wrangler 4", "bindings", "Ready on http://localhost:1"])).toEqual(
      [],
    );
  });

  it("an error is printed with what came before and after it, without colours", () => {
    const output = new WranglerOutput();
    expect(heard(output, ["wrangler 4", ERROR, "  gateway.toml:27:7:"])).toEqual([
      "wrangler 4",
      "X [ERROR] Invalid TOML document",
      "  gateway.toml:27:7:",
    ]);
    expect(output.rest()).toEqual([]);
    expect(output.isReady).toBe(false);
  });

  it("an end without an error leaves the last 20 lines", () => {
    const output = new WranglerOutput();
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    expect(heard(output, lines)).toEqual([]);
    expect(output.rest()).toEqual(lines.slice(10));
  });

  it.each([
    ["Address already in use (localhost:8787). Please check", true],
    ["listen EADDRINUSE: address already in use :::8787", true],
    [ERROR, false],
  ])("%j means that the port is taken: %j", (line, isTaken) => {
    const output = new WranglerOutput();
    output.hear(line);
    expect(output.isPortTaken).toBe(isTaken);
  });
});

describe("when it is ready", () => {
  it.each<[string, string[]]>([
    ['{"event":"failure"}', ['{"event":"failure"}']],
    ['[outspoken-demonstration] {"event":"failure"}', ['{"event":"failure"}']],
    [ERROR, ["X [ERROR] Invalid TOML document"]],
    ["[wrangler:info] GET /npm/protected 403 Forbidden (5ms)", []],
    ["TERRORS are no error", []],
  ])("for %j it prints %j", (line, printed) => {
    const output = new WranglerOutput();
    output.hear("[wrangler:info] Ready on http://localhost:8787");
    expect(output.isReady).toBe(true);
    expect(output.hear(line)).toEqual(printed);
  });
});

describe("the port", () => {
  it.each([
    ["8787", 8787],
    ["1", 1],
    ["65535", 65_535],
    ["65536", null],
    ["0", null],
    ["", null],
    ["abc", null],
    ["80 80", null],
    ["-1", null],
  ])("%j is %j", (text, port) => {
    expect(portOf(text)).toBe(port);
  });
});
