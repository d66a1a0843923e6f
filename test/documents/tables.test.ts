/** Tables of the documents that list what the code lists. */
import { expect, test } from "vitest";
import { BLOBS, DOUBLES } from "../../src/analytics/data-point.ts";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import { route } from "../../src/config/schema.ts";
import { CATEGORIES } from "../../src/failure/category.ts";
import { rowsUnder, textOf } from "./markdown.ts";

const NAMES_ELSEWHERE = ["route", "rule", "fault"];

test.each<[what: string, file: string, heading: string, listed: readonly string[]]>([
  ["formats", "src/clients/README.md", "Formats", FORMAT_NAMES],
  ["presets", "src/config/README.md", "Presets", PRESET_NAMES],
  ["fields of a route", "src/config/README.md", "Fields", Object.keys(route.entries)],
  ["categories", "src/failure/README.md", "Categories", CATEGORIES],
])("%s are those of the code", (_, file, heading, listed) => {
  expect(namesIn(file, heading).toSorted()).toEqual(listed.toSorted());
});

test("fields of a data point are those of the code", () => {
  const named = namesIn("src/analytics/README.md", "Data points").filter(
    (name) => !NAMES_ELSEWHERE.includes(name),
  );
  const counted = [...BLOBS, ...DOUBLES].filter((name) => name !== "count");
  expect(named.toSorted()).toEqual(counted.toSorted());
});

/** The names in code spans in the first column. */
function namesIn(file: string, heading: string): string[] {
  return rowsUnder(textOf(file), heading).flatMap(([first = ""]) =>
    [...first.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}
