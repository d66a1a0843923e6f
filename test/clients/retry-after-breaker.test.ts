/** How long clients are told to wait while a breaker is open: some sleep exactly that long. */
import { describe, expect, it } from "vitest";
import { FORMAT_NAMES, loadFormat } from "../../src/clients/index.ts";
import type { Outage } from "../../src/failure/outage.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { heldBack, request } from "./failing.ts";

const OUTAGES: readonly (readonly [name: string, outage: Outage])[] = [
  ["unreachable", { kind: "unreachable", fault: "connection_lost" }],
  ["timeout", { kind: "timeout", afterMs: 9_000 }],
];

describe.each(OUTAGES)("%s", (_, outage) => {
  it.each(FORMAT_NAMES)("%s: never longer than a minute", async (format) => {
    const { speak } = await loadFormat(format);
    const failure = heldBack(outage, 3_600);
    for (const method of ["GET", "PUT"]) {
      const spoken = speak(failure, request("/left-pad", {}, method));
      const seconds = speakingResponse(spoken, failure, method).headers.get("retry-after");
      expect(Number(seconds)).toBeLessThanOrEqual(60);
    }
  });
});
