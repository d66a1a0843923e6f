/** What each client of Python packages prints of a reason. */
import { describe, expect, test } from "vitest";
import { pypi } from "../../src/clients/pypi/pypi.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import {
  httpxPrints,
  pipPrints,
  poetryPrints,
  twinePrints,
  uv08Prints,
  uvPrints,
  uvPublishPrints,
} from "../../src/console/terminals/pypi.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { type Arrived, arrive, count, REASONS, STATUSES } from "./arrival.ts";
import { answered, timedOut, unreachable } from "./failing.ts";
import { asks, HATCH, INDEX, PDM, PIP, POETRY, TWINE, UV, UV_0_8, UV_0_9_10, WHEEL } from "./pypi-cases.ts";

/** `ascii`: in the phrase or as escaped bytes. */
type Shows = "all" | "ascii" | "nothing";
type Row = readonly [string, ClientRequest, (a: Arrived) => string, (status: number) => Shows];

const always = (shows: Shows) => () => shows;
const unless = (statuses: readonly number[], shows: Shows) => (status: number) =>
  statuses.includes(status) ? "nothing" : shows;
const HIDDEN = [401, 403, 404];
const LEGACY = "/legacy/";

const PROGRAMS: readonly Row[] = [
  ["pip, index page", asks(PIP, INDEX), pipPrints, always("nothing")],
  ["pip, file", asks(PIP, WHEEL), pipPrints, unless([500, 502, 503], "ascii")],
  ["pip, .metadata", asks(PIP, `${WHEEL}.metadata`), pipPrints, unless([500, 502, 503], "ascii")],
  ["uv, index page", asks(UV, INDEX), uvPrints, unless(HIDDEN, "all")],
  ["uv, file", asks(UV, WHEEL), uvPrints, always("all")],
  ["uv, HEAD of a file", asks(UV, WHEEL, "HEAD"), uvPrints, always("ascii")],
  ["uv 0.9.10, file", asks(UV_0_9_10, WHEEL), uvPrints, always("all")],
  ["uv 0.8, file", asks(UV_0_8, WHEEL), uv08Prints, always("ascii")],
  ["uv publish", asks(UV, LEGACY, "POST"), uvPublishPrints, always("all")],
  ["uv 0.8 publish", asks(UV_0_8, LEGACY, "POST"), uvPublishPrints, always("all")],
  ["twine upload", asks(TWINE, LEGACY, "POST"), twinePrints, always("ascii")],
  ["Poetry, index page", asks(POETRY, INDEX), poetryPrints, unless(HIDDEN, "ascii")],
  ["Poetry, file", asks(POETRY, WHEEL), poetryPrints, always("ascii")],
  ["Poetry publish", asks(POETRY, LEGACY, "POST"), poetryPrints, always("ascii")],
  ["PDM, index page", asks(PDM, INDEX), httpxPrints, always("nothing")],
  ["PDM, file", asks(PDM, WHEEL), httpxPrints, always("ascii")],
  ["PDM publish", asks(PDM, LEGACY, "POST"), httpxPrints, always("ascii")],
  ["hatch publish", asks(HATCH, LEGACY, "POST"), httpxPrints, always("ascii")],
];

function isComplete(shows: Shows, reason: string): boolean {
  return (
    shows === "all" || (shows === "ascii" && /^[\x20-\x7e]{1,350}$/.test(reason) && !/["'\\]/.test(reason))
  );
}

describe.each(PROGRAMS)("%s", (_program, asked, prints, shows) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const terminal = prints(arrive(pypi, answered(status, { message: reason }), asked));
      expect(count(terminal, "quarantine")).toBe(shows(status) === "nothing" ? 0 : 1);
      if (isComplete(shows(status), reason)) expect(terminal).toContain(reason);
      expect(terminal).not.toMatch(/\\x|\{"(type|status|detail)"|about:blank/);
    });

    test("keeps the standard phrase if the origin gave no reason", () => {
      const a = arrive(pypi, answered(status, {}), asked);
      expect(a.phrase).toBe(statusPhrase(status));
      if (asked.method !== "HEAD") expect(a.body).toContain(statusPhrase(status));
      expect(prints(a)).not.toMatch(/null|undefined/);
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const terminal = prints(arrive(pypi, failure, asked));
    expect(count(terminal, "Reference: bcdfghjkmn")).toBe(shows(status) === "nothing" ? 0 : 1);
  });
});

test("the default timeout is below the 10 seconds of hatch", () => {
  expect(pypi.timeoutMs.read).toBeLessThan(10_000);
  expect(pypi.timeoutMs.read).toBeGreaterThan(5_000);
});
