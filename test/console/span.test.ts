import { describe, expect, test } from "vitest";
import {
  boundsOf,
  comparedSpan,
  endsNow,
  type GivenSpan,
  spanOf,
  wordsOf,
} from "../../src/console/page/span.ts";

/** 2026-11-26T14:05:30Z */
const NOW = Date.UTC(2026, 10, 26, 14, 5, 30) / 1_000;
const DAY = 86_400;

function given(fields: Partial<GivenSpan>): GivenSpan {
  return { range: undefined, from: undefined, to: undefined, ...fields };
}

function at(iso: string): number {
  return Date.parse(iso) / 1_000;
}

const UNDERSTOOD: readonly (readonly [fields: Partial<GivenSpan>, from: string, until: string | null])[] = [
  [{ from: "2026-11-25" }, "2026-11-25T00:00:00Z", null],
  [{ from: "2026-11-25", to: "2026-11-25" }, "2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"],
  [{ from: "2026-11-25T10:00", to: "2026-11-25T10:00" }, "2026-11-25T10:00:00Z", "2026-11-25T10:01:00Z"],
  [{ from: "2026-11-25 10:00", to: "2026-11-25 11:30:15" }, "2026-11-25T10:00:00Z", "2026-11-25T11:30:15Z"],
  [
    { from: "2026-11-25T10:00Z", to: "2026-11-25T13:00+02:00" },
    "2026-11-25T10:00:00Z",
    "2026-11-25T11:01:00Z",
  ],
  [{ from: "2026-11-25T10:00:00.250Z" }, "2026-11-25T10:00:00Z", null],
  [{ to: "2026-11-25T10:00:00Z" }, "2026-11-24T10:00:00Z", "2026-11-25T10:00:00Z"],
  [{ from: " 2026-11-25 ", range: "7d" }, "2026-11-25T00:00:00Z", null],
];

test.each(UNDERSTOOD)("%j is from %s to %s", (fields, from, until) => {
  expect(spanOf(given(fields), NOW)).toEqual({
    span: { kind: "between", from: at(from), until: until === null ? null : at(until) },
    problems: [],
  });
});

test.each([
  "yesterday",
  "2026-13-01",
  "2026-02-30",
  "2026-11-25T25:00",
  "2026-11-25T10",
  "25.11.2026",
  "1787356800",
  "2026-11-25T10:00 CET",
  "<script>",
  "٢٠٢٦-١١-٢٥",
])("%s is not a time, which is reported, and the last 24 hours are shown", (text) => {
  const { span, problems } = spanOf(given({ from: text }), NOW);
  expect(span).toEqual({ kind: "last", name: "24h" });
  expect(problems).toEqual([expect.stringMatching(/^from wants a date or a time in UTC/)]);
});

test("time for which failures are no longer kept is left out, which is reported", () => {
  const { span, problems } = spanOf(given({ from: "2020-01-01" }), NOW);
  expect(span).toEqual({ kind: "between", from: NOW - 92 * DAY, until: null });
  expect(problems).toEqual([
    "Failures are kept for three months: those before 2026-08-26 14:05 UTC are gone",
  ]);
});

describe("a span is compared", () => {
  test.each([
    ["1 hour", { range: "1h" }, "the day before", DAY],
    ["24 hours", { range: "24h" }, "the day before", DAY],
    ["7 days", { range: "7d" }, "the week before", 7 * DAY],
    ["three hours", { from: "2026-11-20T10:00", to: "2026-11-20T13:00" }, "the day before", DAY],
    ["three days", { from: "2026-11-20", to: "2026-11-22" }, "the week before", 7 * DAY],
    ["ten days", { from: "2026-11-01", to: "2026-11-10" }, "the period before", 10 * DAY],
  ])("%s", (_name, fields, name, bySeconds) => {
    const bounds = boundsOf(spanOf(given(fields), NOW).span, NOW);
    expect(comparedSpan(bounds, NOW)).toEqual({ name, bySeconds });
  });

  test("with nothing if the failures of the time before are no longer kept", () => {
    expect(comparedSpan(boundsOf(spanOf(given({ from: "2026-09-01" }), NOW).span, NOW), NOW)).toBeNull();
  });
});

test("a span ends now at the latest", () => {
  const { span } = spanOf(given({ from: "2026-11-26T10:00", to: "2027-01-01" }), NOW);
  expect(boundsOf(span, NOW).until).toBe(NOW);
});

test("describes the span, and whether it ends now", () => {
  const words = (fields: Partial<GivenSpan>) => {
    const { span } = spanOf(given(fields), NOW);
    return [wordsOf(span), endsNow(span)];
  };
  expect(words({})).toEqual(["in 24 hours", true]);
  expect(words({ from: "2026-11-25" })).toEqual(["from 2026-11-25 00:00 UTC to now", true]);
  expect(words({ from: "2026-11-24", to: "2026-11-24" })).toEqual([
    "from 2026-11-24 00:00 to 2026-11-25 00:00 UTC",
    false,
  ]);
});
