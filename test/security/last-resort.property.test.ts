/** Last resorts: whatever was refused, in whatever words, they lead only to the gateway's own signed texts. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { answerWhy } from "../../src/console/why-path.ts";
import { speakLastResort } from "../../src/response/last-resort.ts";
import { WHY_PATH } from "../../src/response/text-in-path.ts";
import { clientFormat } from "../clients/formats.ts";
import { anyClient, anyFailure } from "./any-failure.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

const ENV = { WHY_SECRET: "a secret of the operator's" };
const ASKED = "https://packages.example/npm/left-pad";

test("a redirect leads to a text of the gateway's own, which answers with the failure's status", {
  timeout: TIMEOUT_MS,
}, async () => {
  let redirects = 0;
  await fc.assert(
    fc.asyncProperty(anyClient, anyFailure, async ({ format, asked }, failure) => {
      const spoken = await speakLastResort(clientFormat(format), failure, asked, ENV);
      if (spoken?.status !== 302) return;
      redirects += 1;
      expect(Object.keys(spoken.headers)).toEqual(["location"]);
      const location = spoken.headers.location ?? "";
      expect(location.startsWith(WHY_PATH)).toBe(true);
      const url = new URL(location, ASKED);
      expect(url.href).toBe(`https://packages.example${location}`);
      const answer = await answerWhy(url.pathname, ENV);
      expect([answer?.status, answer?.headers.get("x-outspoken-ref")]).toEqual([failure.status, failure.ref]);
      expect(answer?.headers.get("cache-control")).toContain("no-store");
      expect(answer?.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(await answer?.text()).toMatch(/^[A-Za-z0-9. ]*\n$/);
    }),
    { numRuns: RUNS },
  );
  expect(redirects).toBeGreaterThan(0);
});

test("a success in place of a refusal has the reason in one header and no body", {
  timeout: TIMEOUT_MS,
}, async () => {
  let successes = 0;
  await fc.assert(
    fc.asyncProperty(anyClient, anyFailure, async ({ format, asked }, failure) => {
      const spoken = await speakLastResort(clientFormat(format), failure, asked, ENV);
      if (spoken === null || spoken.status === 302) return;
      successes += 1;
      expect([format, spoken.status, spoken.body]).toEqual(["pypi", 200, ""]);
      expect(spoken.contentType).toMatch(/^text\/plain; reason="[\x20-\x21\x23-\x5b\x5d-\x7e]*"$/);
      expect(spoken.headers["cache-control"]).toBe("no-store");
    }),
    { numRuns: RUNS },
  );
  expect(successes).toBeGreaterThan(0);
});

test("a 401 stays a 401, and without the secret there is no redirect", { timeout: TIMEOUT_MS }, async () => {
  const env = fc.constantFrom<Record<string, unknown>>({}, { WHY_SECRET: "" }, { WHY_SECRET: 7 });
  await fc.assert(
    fc.asyncProperty(anyClient, anyFailure, env, async ({ format, asked }, failure, without) => {
      const spoken = await speakLastResort(clientFormat(format), failure, asked, ENV);
      if (failure.status === 401) expect(spoken).toBeNull();
      expect((await speakLastResort(clientFormat(format), failure, asked, without))?.status).not.toBe(302);
    }),
    { numRuns: RUNS },
  );
});

test("an unsigned path is a plain 404 without its text", {
  timeout: TIMEOUT_MS,
}, async () => {
  const tail = fc.oneof(
    fc.string(),
    fc.constantFrom("403/bcdfgh/0123456789abcdef/Visit-evil.example", "", "/", "../"),
  );
  await fc.assert(
    fc.asyncProperty(tail, async (words) => {
      const answer = await answerWhy(WHY_PATH + words, ENV);
      expect([answer?.status, await answer?.text()]).toEqual([404, "Not found\n"]);
      expect(answer?.headers.get("cache-control")).toContain("no-store");
    }),
    { numRuns: RUNS },
  );
});
