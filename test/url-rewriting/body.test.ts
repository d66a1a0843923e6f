import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BodyRewriter } from "../../src/url-rewriting/body-rewriter.ts";
import { LEAD_BYTES } from "../../src/url-rewriting/host-needle.ts";
import { GATEWAY, NPM, rewrite, routesOf, rulesOf } from "./rules.ts";

const RULES = rulesOf(routesOf(NPM), `${GATEWAY}/npm/x`);

describe("spellings of an origin's URL", () => {
  test.each([
    ["https://registry.example/base/a", `${GATEWAY}/npm/a`],
    ["http://registry.example/base/a", `${GATEWAY}/npm/a`],
    ["https://registry.example:443/base/a", `${GATEWAY}/npm/a`],
    ["https://registry.example:00443/base/a", `${GATEWAY}/npm/a`],
    ["http://registry.example:80/base/a", `${GATEWAY}/npm/a`],
    ["http://registry.example:443/base/a", `${GATEWAY}/npm/a`],
    ["HTTPS://Registry.Example/base/a", `${GATEWAY}/npm/a`],
    ['"//registry.example/base/a"', '"//packages.example/npm/a"'],
    ["(//registry.example/base/a)", "(//packages.example/npm/a)"],
    ["//registry.example/base/a", "//packages.example/npm/a"],
    ['"https:\\/\\/registry.example\\/base\\/a"', '"https:\\/\\/packages.example\\/npm\\/a"'],
    ['"\\/\\/registry.example\\/base\\/a"', '"\\/\\/packages.example\\/npm\\/a"'],
    ["https://registry.example/base", `${GATEWAY}/npm`],
    ["https://registry.example/base?q=1", `${GATEWAY}/npm?q=1`],
    ["https://registry.example/base#x", `${GATEWAY}/npm#x`],
    ["<https://registry.example/base>", `<${GATEWAY}/npm>`],
    ["'https://registry.example/base'", `'${GATEWAY}/npm'`],
    ["{https://registry.example/base{/name}}", `{${GATEWAY}/npm{/name}}`],
    ["https://registry.example/base{?q}", `${GATEWAY}/npm{?q}`],
    ['"a \\"https://registry.example/base\\" b"', `"a \\"${GATEWAY}/npm\\" b"`],
    ["https://registry.example/base\nhttps://registry.example/base/b", `${GATEWAY}/npm\n${GATEWAY}/npm/b`],
    ["https://registry.example/base/%40scope%2fname", `${GATEWAY}/npm/%40scope%2fname`],
    ["https://registry.example/base//a", `${GATEWAY}/npm//a`],
    ["https://a/?u=https://registry.example/base/a", `https://a/?u=${GATEWAY}/npm/a`],
    ["ü https://registry.example/base/ü €", `ü ${GATEWAY}/npm/ü €`],
  ])("%s", (text, expected) => {
    expect(rewrite(RULES, text)).toBe(expected);
  });
});

/** Other URLs that look similar. */
const OTHERS = [
  "https://registry.example/base-other/a",
  "https://registry.example/base.json",
  "https://registry.example/base_/a",
  "https://registry.example/base{.format}",
  "https://registry.example/base{name}",
  "https://registry.example/base{",
  "https://registry.example/base%2fa",
  "https://registry.example/base@2",
  "https://registry.example/Base/a",
  "https://registry.example/other/a",
  "https://registry.example/",
  "https://registry.example",
  "https://registry.example.evil.com/base/a",
  "https://registry.example.",
  "https://registry.example-evil.com/base/a",
  "https://registry.example@evil.com/base/a",
  "https://registry.example:443@evil.com/base/a",
  "https://registry.example:pass@evil.com/base/a",
  "https://user@registry.example/base/a",
  "https://evil-registry.example/base/a",
  "https://evil.registry.example/base/a",
  "https://xregistry.example/base/a",
  "https://registry.example:8443/base/a",
  "https://registry.example:4430/base/a",
  "https://registry.example:/base/a",
  "https://registry.example\\base\\a",
  "https:/registry.example/base/a",
  "https:///registry.example/base/a",
  "https:\\/registry.example/base/a",
  "https:\\/\\/registry.example/base/a",
  "https://registry.example\\/base\\/a",
  "https%3A%2F%2Fregistry.example%2Fbase%2Fa",
  "git+https://registry.example/base/a.git",
  "git::https://registry.example/base/a.git",
  "ssh://registry.example/base/a",
  "oci://registry.example/base/a",
  "xhttps://registry.example/base/a",
  "registry.example/base/a",
  "a//registry.example/base/a",
  `${GATEWAY}/npm/a`,
  `${GATEWAY}/base/a`,
];

test.each(OTHERS)("%s is left alone", (text) => {
  expect(rewrite(RULES, text)).toBe(text);
  expect(rewrite(RULES, `{"a": "${text}", "b": 1}`)).toBe(`{"a": "${text}", "b": 1}`);
});

test("a rewritten text is not rewritten again", () => {
  const once = rewrite(RULES, 'x "https://registry.example/base/a" "//registry.example/base"');
  expect(rewrite(RULES, once)).toBe(once);
});

const DOCUMENT = JSON.stringify({
  name: "left-pad",
  dist: { tarball: "https://registry.example/base/left-pad/-/left-pad-1.0.0.tgz" },
  alike: "https://registry.example/base-other http://registry.example.evil.com/base",
  escaped: "//registry.example/base",
  end: "https://registry.example/base",
}).replace('"//registry.example/base"', '"\\/\\/registry.example\\/base"');

describe("however a body is split into parts", () => {
  const whole = rewrite(RULES, DOCUMENT);
  const bytes = new TextEncoder().encode(DOCUMENT);

  test("the document contains upstream URLs", () => {
    expect(whole.split("packages.example").length - 1).toBe(3);
  });

  test("in two parts, at every offset", () => {
    for (let at = 0; at <= bytes.length; at += 1) {
      expect(rewrite(RULES, bytes.subarray(0, at), bytes.subarray(at)), `cut at ${at}`).toBe(whole);
    }
  });

  test.each([1, 2, 3, 7, 16, 61])("in parts of %d bytes", (size) => {
    const parts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) =>
      bytes.subarray(n * size, (n + 1) * size),
    );
    expect(rewrite(RULES, ...parts)).toBe(whole);
  });

  test("any text of URLs and fragments of them, split anywhere", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "https://registry.example/base",
        "//registry.example",
        "/base",
        "https:",
        "\\/\\/",
        "/",
        '"',
        ".",
      ),
      fc.constantFrom(...OTHERS),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.array(fc.nat(60), { maxLength: 12 }),
        (words, sizes) => {
          const text = new TextEncoder().encode(words.join(""));
          const parts: Uint8Array[] = [];
          let at = 0;
          for (const size of [...sizes, text.length]) {
            parts.push(text.subarray(at, at + size));
            at += size;
          }
          expect(rewrite(RULES, ...parts)).toBe(rewrite(RULES, text));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("what is held back", () => {
  const limit = RULES.search.reach + LEAD_BYTES;

  test("never exceeds a needle and its lead, over 50 MB", () => {
    const rewriter = new BodyRewriter(RULES.search);
    const part = new TextEncoder().encode(DOCUMENT.repeat(Math.ceil(65_536 / DOCUMENT.length)));
    const perPart = DOCUMENT.length * Math.ceil(65_536 / DOCUMENT.length);
    let came = 0;
    for (let sent = 0; sent < 50_000_000; sent += perPart) {
      came += rewriter.push(part).length;
      expect(rewriter.heldBytes).toBeLessThanOrEqual(limit);
    }
    expect(came).toBeGreaterThan(45_000_000);
  }, 60_000);

  test("is returned at the end, and is empty for an empty body", () => {
    const rewriter = new BodyRewriter(RULES.search);
    expect(rewriter.end(new Uint8Array())).toHaveLength(0);
    expect(rewrite(RULES, "")).toBe("");
    expect(rewrite(RULES, "https://regis")).toBe("https://regis");
  });

  test("is a copy: the buffer of a part can be reused", () => {
    const rewriter = new BodyRewriter(RULES.search);
    const buffer = new TextEncoder().encode('"https://registry.ex');
    rewriter.push(buffer);
    buffer.fill(0);
    const rest = rewriter.push(new TextEncoder().encode('ample/base/a"'));
    expect(new TextDecoder().decode(rest) + new TextDecoder().decode(rewriter.end(new Uint8Array()))).toBe(
      `"${GATEWAY}/npm/a"`,
    );
  });
});

test("many hosts, short and long, side by side", () => {
  const hosts = ["a.example", "registry.example", "very.long.name.of.a.registry.example", "a.example.org"];
  const trusts = hosts.map((_, n) => `r${n}`);
  const fields = hosts.map((host, n) => ({
    path: `/r${n}/*`,
    format: "npm",
    origin: `https://${host}`,
    trusts,
  }));
  const rules = rulesOf(routesOf(...fields), `${GATEWAY}/r0/x`);
  const text = hosts.map((host) => `"https://${host}/x"`).join();
  expect(rewrite(rules, text)).toBe(hosts.map((_, n) => `"${GATEWAY}/r${n}/x"`).join());
});
