import { describe, expect, test } from "vitest";
import { type Observed, recordOf } from "../../src/analytics/record.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { answered, originAnswer, REF, timedOut, unreachable } from "../clients/failing.ts";

const OBSERVED: Observed = {
  event: "failure",
  route: "npm",
  format: "npm",
  client: { name: "npm", version: "11.0.0" },
  operation: "download",
  coordinates: { package: "left-pad", version: "1.3.0" },
  mode: "on",
  method: "GET",
  originHost: "registry.example",
  colo: "FRA",
  durationMs: 5,
  retries: 1,
};

const ABORTED: Failure = { ...timedOut(), category: "aborted", cause: { kind: "aborted" }, status: 499 };
const REFUSED_HERE: Failure = {
  ...timedOut(),
  category: "bad_request",
  cause: { kind: "refused_here", status: 400, says: "No." },
  status: 400,
};

describe("a record states what happened", () => {
  test.each([
    ["answered", answered(403, { message: "no" }), "answered", 403],
    ["timed out", timedOut(), "timeout", 0],
    ["unreachable", unreachable(), "unreachable", 0],
    ["aborted by the client", ABORTED, "aborted", 0],
    ["refused by the gateway", REFUSED_HERE, "answered", 0],
  ])("%s", (_, failure, cause, originStatus) => {
    const record = recordOf(failure, OBSERVED);
    expect([record.cause, record.originStatus, record.status]).toEqual([cause, originStatus, failure.status]);
    expect(record).toMatchObject({ ...OBSERVED, category: failure.category, ref: REF });
  });

  test("has the origin's words and code, and how many bytes were read", () => {
    const failure = answered(
      500,
      { message: "Frozen.", code: "not_found" },
      originAnswer(500, "0123456789"),
      {
        typedCodesSetStatus: true,
      },
    );
    expect(recordOf(failure, OBSERVED)).toMatchObject({
      reason: "Frozen.",
      originCode: "not_found",
      bodyBytes: 10,
      originStatus: 500,
      status: 404,
    });
  });

  test("has the gateway's own words for its own failures, and none if the origin gave none", () => {
    expect(recordOf(unreachable(), OBSERVED).reason).toContain(REF);
    expect(recordOf(answered(403, {}), OBSERVED)).toMatchObject({ reason: "", originCode: "", rule: "" });
  });
});
