/** What is true of coordinates on any path. The number of runs comes from FUZZ_RUNS (`npm run fuzz`). */
import fc from "fast-check";
import { expect, it } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { PACKAGE_NAME_MAX_CHARACTERS } from "../../src/limits.ts";
import { request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const TIMEOUT_MS = 60_000 + RUNS * 20;

/** Paths are built from these: words that formats look for, and text that no path should contain. */
const PIECES = [
  ..."/ - _ . @ : ~ ! ( ) ' = ? & % %2f %2F %00 %0d%0a %1b[31m %e2%80%ae %zz %25 .. %2e%2e a 1.0.0 v1 + \\".split(
    " ",
  ),
  ..."simple info gems files manifests blobs tags/list conans p2 api v2 crates resolve @v @latest -rev".split(
    " ",
  ),
  ..."maven-metadata.xml -SNAPSHOT .jar .tgz .whl .tar.gz .gem .crate .conda .deb .rpm .apk .nupkg".split(
    " ",
  ),
  ..."Packages(Id='a') FindPackagesById() providers modules versions download info/lfs collections".split(
    " ",
  ),
  "é",
  "漢字",
  "a".repeat(300),
  "glpat-abcdefghij0123456789",
];

const anyPath = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "grapheme", maxLength: 12 })), {
    maxLength: 24,
  })
  .map((pieces) => `/${pieces.join("")}`);
const anyQuery = fc.oneof(
  fc.constant(""),
  anyPath.map((text) => `?id='${text}'&gems=${text}&scope=repository:${text}:pull`),
);

it("coordinates are one short clean line each, without a secret, whatever the path", {
  timeout: TIMEOUT_MS,
}, () => {
  fc.assert(
    fc.property(fc.constantFrom(...FORMAT_NAMES), anyPath, anyQuery, (format, path, query) => {
      const found = clientFormat(format).coordinates(request(path, {}, "GET", query));
      for (const text of [found.package, found.version]) {
        expect(text.length).toBeLessThanOrEqual(PACKAGE_NAME_MAX_CHARACTERS);
        expect(text).not.toMatch(/\p{C}|\p{DI}/u);
        expect(text).not.toContain("glpat-abcdefghij");
      }
      if (found.package === "") expect(found.version).toBe("");
    }),
    { numRuns: RUNS },
  );
});

it.each(FORMAT_NAMES)(
  "%s reads a long hostile path, and finds no package in one that is too long",
  (format) => {
    for (const piece of [
      "/",
      "-",
      "a/",
      "a-",
      "@a/",
      "-1",
      ".1",
      "/@v",
      "/manifests",
      "-1.0.0",
      "_1",
      "a_",
      "/a-1.0.0-",
    ]) {
      const asked = request(`/${piece.repeat(100_000)}`, {}, "GET", `?scope=${piece.repeat(100_000)}`);
      expect(clientFormat(format).coordinates(asked)).toEqual({ package: "", version: "" });
      const shorter = request(`/${piece.repeat(2_000 / piece.length - 1)}`);
      expect(clientFormat(format).coordinates(shorter).package.length).toBeLessThanOrEqual(214);
    }
  },
);
