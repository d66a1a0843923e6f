import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readPath } from "../../src/console/why-path.ts";
import { PATH_SIGNATURE_HEX_DIGITS, PATH_TEXT_MAX_CHARACTERS } from "../../src/limits.ts";
import { signPath } from "../../src/response/text-in-path.ts";

const SECRET = "a secret of the operator's";

/** The text of the path for a reason. */
async function textFor(reason: string): Promise<string> {
  const path = await signPath({ status: 403, category: "forbidden", ref: "bcdfgh", reason }, SECRET);
  return path.slice(path.lastIndexOf("/") + 1);
}

test("the path has status, reference, signature and text in this order", async () => {
  const path = await signPath(
    { status: 403, category: "forbidden", ref: "bcdfgh", reason: "Package is protected." },
    SECRET,
  );
  expect(path).toMatch(/^\/-\/why\/403\/bcdfgh\/[0-9a-f]{16}\/Package-is-protected$/);
});

test("the same failure has the same path, so that a repeated request gets the same one", async () => {
  const failure = { status: 500, category: "server_error", ref: "bcdfgh", reason: "Down" } as const;
  expect(await signPath(failure, SECRET)).toBe(await signPath(failure, SECRET));
});

test("the signature is the beginning of an HMAC", async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    const ref = `ref${turn}`;
    const path = await signPath({ status: 403, category: "forbidden", ref, reason: "Blocked" }, SECRET);
    const mac = createHmac("sha256", SECRET).update(`why forbidden 403/${ref}/Blocked`).digest("hex");
    expect(path).toBe(`/-/why/403/${ref}/${mac.slice(0, PATH_SIGNATURE_HEX_DIGITS)}/Blocked`);
  }
});

describe("words are joined by dashes, and other punctuation is dropped", () => {
  test.each([
    ["Quarantined by policy SEC-7: version 2.1.0.", "Quarantined-by-policy-SEC-7-version-2.1.0"],
    ["  -- Blocked --  ", "Blocked"],
    ["../../etc/passwd", "etc-passwd"],
    ["//evil.example/x?y#z", "evil.example-x-y-z"],
    ["https://user:pw@evil.example", "https-user-pw-evil.example"],
    ['<b>Bold</b> & "quoted"', "b-Bold-b-quoted"],
    ["Zugriff für Änderung verweigert", "Zugriff-fur-Anderung-verweigert"],
    ["a\r\nSet-Cookie: x=y", "a-Set-Cookie-x-y"],
    ["\u001b[31mred\u001b[0m \u202eleft", "red-left"],
    ["%2e%2e%2fsecret", "2e-2e-2fsecret"],
    ["Blocked...", "Blocked"],
    ["Blocked -.-.-", "Blocked"],
    ["拒否", ""],
    ["...", ""],
    ["", ""],
  ])("%j: %s", async (reason, text) => {
    expect(await textFor(reason)).toBe(text);
  });

  test("a long text is cut", async () => {
    expect(await textFor("word ".repeat(100))).toHaveLength(PATH_TEXT_MAX_CHARACTERS - 1);
    expect(await textFor("x".repeat(1_000))).toHaveLength(PATH_TEXT_MAX_CHARACTERS);
  });
});

describe("what was signed is read again", () => {
  test.each([
    [403, "forbidden", "Package is protected.", "Package-is-protected"],
    [403, "blocked", "Quarantined.", "Quarantined"],
    [412, "blocked", "Quarantined.", "Quarantined"],
    [404, "not_found", "No such version", "No-such-version"],
    [429, "rate_limited", "Limit of 100 a minute.", "Limit-of-100-a-minute"],
    [503, "overloaded", "拒否", ""],
    [504, "timeout", "No answer", "No-answer"],
    [599, "server_error", "Odd", "Odd"],
  ] as const)("%d %s: %s", async (status, category, reason, text) => {
    const path = await signPath({ status, category, ref: "bcdfgh", reason }, SECRET);
    expect(await readPath(path, SECRET)).toEqual({ status, category, ref: "bcdfgh", text });
  });
});

describe("what was not signed is not read", () => {
  const signed = (): Promise<string> =>
    signPath({ status: 403, category: "forbidden", ref: "bcdfgh", reason: "Blocked" }, SECRET);
  const FORGERIES: readonly (readonly [title: string, forge: (path: string) => string])[] = [
    ["another status", (path) => path.replace("/403/", "/404/")],
    ["a success", (path) => path.replace("/403/", "/200/")],
    ["a redirect", (path) => path.replace("/403/", "/302/")],
    ["another reference", (path) => path.replace("bcdfgh", "bcdfgj")],
    ["another text", (path) => path.replace("Blocked", "Allowed")],
    ["a longer text", (path) => `${path}-not`],
    ["a text with other characters", (path) => `${path}%20x`],
    ["no text", (path) => path.replace("Blocked", "")],
    ["a path below it", (path) => `${path}/x`],
    ["a slash after it", (path) => `${path}/`],
    ["a line break after it", (path) => `${path}\n`],
    ["a path before it", (path) => `/npm${path}`],
    ["no signature", (path) => path.replace(/\/[0-9a-f]{16}\//, "//")],
    ["part of the signature", (path) => path.replace(/(\/[0-9a-f]{8})[0-9a-f]{8}\//, "$1/")],
    ["a longer signature", (path) => path.replace(/(\/[0-9a-f]{16})\//, "$10/")],
    [
      "the signature in capitals",
      (path) => path.replace(/\/[0-9a-f]{16}\//, (hex) => hex.toUpperCase().replaceAll(/\d/g, "A")),
    ],
    ["the text in another case", (path) => path.replace("Blocked", "blocked")],
    ["a letter moved across a slash", (path) => path.replace("/bcdfgh/", "/bcdfg/h")],
  ];

  test.each(FORGERIES)("%s", async (_title, forge) => {
    const path = await signed();
    expect(forge(path)).not.toBe(path);
    expect(await readPath(forge(path), SECRET)).toBeNull();
  });

  test.each(["another", `${SECRET} `, SECRET.slice(1), SECRET.toUpperCase()])(
    "with another secret: %j",
    async (other) => {
      expect(await readPath(await signed(), other)).toBeNull();
    },
  );
});
