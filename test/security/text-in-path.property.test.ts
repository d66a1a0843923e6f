/** Paths that carry a text: what is read from them was signed here, and is only words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPath } from "../../src/console/why-path.ts";
import { CATEGORIES } from "../../src/failure/category.ts";
import { PATH_TEXT_MAX_CHARACTERS } from "../../src/limits.ts";
import { signPath, WHY_PATH } from "../../src/response/text-in-path.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const secret = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 80 });
const status = fc.integer({ min: 400, max: 599 });
const ref = fc.string({ unit: fc.constantFrom(..."bcdfghjkmn"), minLength: 1, maxLength: 10 });
const words = fc.constantFrom(
  "Package",
  "..",
  "/",
  "//evil.example",
  "%2f",
  "<script>",
  "\u001b[31m",
  "\r\n",
  "\u202e",
  "é",
  "?",
  "#",
  "-",
  " ",
);
const reason = fc.oneof(
  fc.array(words, { maxLength: 8 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 400 }),
);
const category = fc.constantFrom(...CATEGORIES);
const failure = fc.record({ status, category, ref, reason });

test("a path that was signed here gives its status, category, reference and plain words", {
  timeout: TIMEOUT_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(failure, secret, async (signed, key) => {
      const path = await signPath(signed, key);
      expect(path).toMatch(/^\/-\/why\/[45]\d\d\/[a-z]+\/[0-9a-f]{16}\/(?:[A-Za-z0-9][A-Za-z0-9.-]*)?$/);
      expect(new URL(path, "https://packages.example/npm/x").href).toBe(`https://packages.example${path}`);
      const why = await readPath(path, key);
      expect(why).toMatchObject({ status: signed.status, category: signed.category, ref: signed.ref });
      expect(why?.text).toMatch(/^[A-Za-z0-9.-]*$/);
      expect(why?.text.length).toBeLessThanOrEqual(PATH_TEXT_MAX_CHARACTERS);
    }),
    { numRuns: RUNS },
  );
});

describe("a path that was not signed here gives nothing", () => {
  const inserted = fc.constantFrom(..."aAzZ019.-_/%?#;\\ \u0000é", "%2e", "..", "//");

  test("with a character changed, added or removed anywhere", { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(
        failure,
        secret,
        fc.nat(),
        fc.nat(1),
        fc.option(inserted),
        async (signed, key, at, taken, put) => {
          const path = await signPath(signed, key);
          const index = at % (path.length + 1);
          const changed = path.slice(0, index) + (put ?? "") + path.slice(index + taken);
          fc.pre(changed !== path);
          expect(await readPath(changed, key), changed).toBeNull();
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("with the signature of another text, another status or another reference", {
    timeout: TIMEOUT_MS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(failure, failure, secret, async (one, other, key) => {
        const [, , , , , signature = ""] = (await signPath(one, key)).split("/");
        const forged = (await signPath(other, key)).replace(/[0-9a-f]{16}/, signature);
        fc.pre(!(await signPath(other, key)).includes(`/${signature}/`));
        expect(await readPath(forged, key), forged).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });

  test("with the signature of another secret", { timeout: TIMEOUT_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(failure, secret, secret, async (signed, key, other) => {
        fc.pre(key !== other);
        expect(await readPath(await signPath(signed, key), other)).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });

  test("made up", { timeout: TIMEOUT_MS }, async () => {
    const hex = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), maxLength: 64 });
    const text = fc.string({ unit: fc.constantFrom(..."aZ0.-_"), maxLength: 20 });
    const made = fc.tuple(status, ref, hex, text).map((parts) => `${WHY_PATH}${parts.join("/")}`);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          made,
          fc.string().map((tail) => WHY_PATH + tail),
        ),
        secret,
        async (path, key) => {
          expect(await readPath(path, key)).toBeNull();
        },
      ),
      { numRuns: RUNS },
    );
  });
});
