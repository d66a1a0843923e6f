/** The values of a switch: how they are written for KV and for people, and which count as none. */
import { describe, expect, it } from "vitest";
import { OBSERVE, parseSetting, type Setting } from "../../src/config/setting.ts";
import { settingText, settingWords } from "../../src/config/setting-text.ts";

describe("a value", () => {
  const UNTIL = Date.parse("2026-12-01T14:00:00Z");

  it.each<[string, Setting, string, string]>([
    ["on", { kind: "share", percent: 100 }, "on", "on"],
    ["100%", { kind: "share", percent: 100 }, "on", "on"],
    ["0%", { kind: "share", percent: 0 }, "off", "off"],
    [" 7% ", { kind: "share", percent: 7 }, "7%", "7%"],
    ["observe\n", OBSERVE, "observe", "observe"],
    [
      '{"maintenance": {"text": "Back at 14:00 UTC"}}',
      { kind: "maintenance", text: "Back at 14:00 UTC", untilMs: null },
      '{"maintenance":{"text":"Back at 14:00 UTC"}}',
      "maintenance: Back at 14:00 UTC",
    ],
    [
      '{"maintenance":{"text":"Moving\\nto \\u001b[31mnew\\u202e disks","until":"2026-12-01T15:00:00+01:00"}}',
      { kind: "maintenance", text: "Moving to new disks", untilMs: UNTIL },
      '{"maintenance":{"text":"Moving to new disks","until":"2026-12-01T14:00:00Z"}}',
      "maintenance until 2026-12-01 14:00 UTC: Moving to new disks",
    ],
  ])("%j is read, and written out for KV and for people", (value, setting, text, words) => {
    expect(parseSetting(value)).toEqual(setting);
    expect(settingText(setting)).toBe(text);
    expect(parseSetting(text)).toEqual(setting);
    expect(settingWords(setting)).toBe(words);
  });
});

describe("an invalid value", () => {
  it.each(["", "ON", "yes", "true", "101%", "-1%", "25", "25 %", "2.5%", "٢٥%"])(
    "%j counts as none",
    (value) => {
      expect(parseSetting(value)).toBeNull();
    },
  );

  it.each([
    "{}",
    "{maintenance}",
    '{"maintenance":"soon"}',
    '{"maintenance":{}}',
    '{"maintenance":{"text":""}}',
    '{"maintenance":{"text":" \\u200b "}}',
    '{"maintenance":{"text":7}}',
    `{"maintenance":{"text":"${"x".repeat(501)}"}}`,
    '{"maintenance":{"text":"Back soon","util":"2026-12-01T14:00:00Z"}}',
    '{"maintenance":{"text":"Back soon","until":"14:00"}}',
    '{"maintenance":{"text":"Back soon","until":"2026-12-01T14:00:00"}}',
    '{"maintenance":{"text":"Back soon","until":"2026-13-01T14:00:00Z"}}',
    '{"maintenance":{"text":"Back soon","until":1800000000}}',
    '{"maintenance":{"text":"Back soon"},"off":true}',
    '{"off":true}',
    "observed",
    "maintenance",
  ])("%s counts as none", (value) => {
    expect(parseSetting(value)).toBeNull();
  });
});
