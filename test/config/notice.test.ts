import { describe, expect, it } from "vitest";
import { type Notice, noticeFor } from "../../src/config/notice.ts";

const ALL: Notice = { text: "For all.", client: null, below: null };
const NPM: Notice = { text: "For npm.", client: "npm", below: null };
const OLD: Notice = { text: "Upgrade.", client: "npm", below: [11, 5] };

describe("the notice of a client", () => {
  it.each<[string, readonly Notice[], string, string, string | null]>([
    ["none", [], "npm", "11.0.0", null],
    ["for all", [ALL], "maven", "", "For all."],
    ["for another client", [NPM, OLD], "pnpm", "10.0.0", null],
    ["for this client", [NPM], "npm", "", "For npm."],
    ["below a version", [OLD], "npm", "11.4.9", "Upgrade."],
    ["at that version", [OLD], "npm", "11.5.0", null],
    ["below a version, with a version of one number", [OLD], "npm", "9", "Upgrade."],
    ["below a version, if the client sends none", [OLD], "npm", "", null],
    ["below a version, if the client's can't be read", [OLD], "npm", "canary", null],
    ["several, in order", [OLD, ALL, NPM], "npm", "10.9.9", "Upgrade. For all. For npm."],
  ])("%s", (_, notices, name, version, text) => {
    expect(noticeFor(notices, () => ({ name, version }))).toBe(text);
  });
});
