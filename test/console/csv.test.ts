import { describe, expect, test } from "vitest";
import { LocalFailures } from "../../src/analytics/local-failures.ts";
import { MemoryStore } from "../../src/analytics/memory-store.ts";
import type { StoredFailure } from "../../src/analytics/store.ts";
import { failuresCsv } from "../../src/console/api/csv.ts";
import { failures, pointOf } from "./records.ts";

/** One failure with that reason. */
async function failed(reason: string): Promise<StoredFailure> {
  const [one] = failures(1);
  if (one === undefined) throw new Error("no failure");
  const local = new LocalFailures(() => 0);
  local.writeDataPoint(pointOf({ ...one, record: { ...one.record, category: "forbidden", reason } }));
  const page = await new MemoryStore(local).list({ since: 0, until: 1 }, 1, null);
  const [stored] = page.failures;
  if (stored === undefined) throw new Error("nothing stored");
  return { ...stored, reason };
}

const REASONS: readonly (readonly [reason: string, cell: string])[] = [
  ["Package protected.", '"Package protected."'],
  ["", '""'],
  ['It is "quoted", with a comma', '"It is ""quoted"", with a comma"'],
  ["two\r\nlines", '"two\r\nlines"'],
  ["größer (漢字)", '"größer (漢字)"'],
  ['=HYPERLINK("https://evil.example","x")', `"'=HYPERLINK(""https://evil.example"",""x"")"`],
  ["+1+1", `"'+1+1"`],
  ["-2+3", `"'-2+3"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["\r=1", `"'\r=1"`],
  ["\uff1d1", `"'\uff1d1"`],
  ["a=1", '"a=1"'],
];

describe("a text in a cell stays text", () => {
  test.each(REASONS)("%j: %s", async (reason, cell) => {
    const csv = failuresCsv([await failed(reason)]);
    expect(csv.split("\r\n")[0]).toContain(",reason,ref,");
    expect(csv).toContain(`,${cell},"bbbbbbbbbb",`);
  });
});

test("without failures there is only the header line", () => {
  expect(failuresCsv([])).toMatch(/^at,[^\r\n]*\r\n$/);
});
