/**
 * What is true of everything that is sent, whatever an origin answers. The number of runs comes from FUZZ_RUNS
 * (`npm run fuzz`).
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { FORMAT_NAMES, type FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import type { Failure, OriginAnswer } from "../../src/failure/failure.ts";
import { HEADER_TEXT_MAX_BYTES, PASSED_HEADER_MAX_BYTES, PHRASE_MAX_BYTES } from "../../src/limits.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { answered } from "../clients/failing.ts";
import { clientFormat } from "../clients/formats.ts";
import { answerWithSecret, anyAnswer } from "../origins/any-answer.ts";
import { hearWithHtmlparser2 as hear } from "../origins/scan-with-htmlparser2.ts";
import { REQUESTS } from "./requests.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const TIMEOUT_MS = 60_000 + RUNS * 20;

/** A client of a format, with its request. */
const anyClient: fc.Arbitrary<{ format: FormatName; asked: ClientRequest }> = fc
  .constantFrom(...FORMAT_NAMES)
  .chain((format) => fc.constantFrom(...REQUESTS[format]).map(([, asked]) => ({ format, asked })));

const anyStatus = fc.oneof(
  fc.integer({ min: 400, max: 599 }),
  fc.constantFrom(400, 401, 403, 404, 409, 429, 500, 502, 503),
);

function failureOf(answer: OriginAnswer): Failure {
  return answered(answer.status, hear(answer), answer);
}

async function send(failure: Failure, format: FormatName, asked: ClientRequest) {
  const spoken = clientFormat(format).speak(failure, asked);
  const response = speakingResponse(spoken, failure, asked.method);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { spoken, response, bytes, isBinary: (spoken.contentType ?? "").includes("erlang") };
}

it("sends only clean text within its limits", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(anyClient, anyAnswer, anyStatus, async ({ format, asked }, answer, status) => {
      const { spoken, response, bytes, isBinary } = await send(
        failureOf({ ...answer, status }),
        format,
        asked,
      );
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(spoken.phrase).toMatch(/^[\x20-\x7e]+$/);
      expect(spoken.phrase.length).toBeLessThanOrEqual(PHRASE_MAX_BYTES);
      for (const [name, value] of response.headers) {
        expect(value, name).toMatch(/^[\x20-\x7e]*$/);
        expect(value.length, name).toBeLessThanOrEqual(PASSED_HEADER_MAX_BYTES + HEADER_TEXT_MAX_BYTES);
      }
      if (isBinary) return;
      const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      for (const shown of stringsOf(text)) {
        expect(shown).not.toMatch(/[^\P{C}\t\n\r]|\p{DI}|\r(?!\n)/u);
        expect(shown).not.toMatch(/##(?:vso)?\[|^\s*::[a-z-]+(?:\s[^\n]*)?::/im);
      }
    }),
    { numRuns: RUNS },
  );
});

it("sends no secret, wherever the answer contained it", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(anyClient, answerWithSecret, async ({ format, asked }, { answer, secret }) => {
      const { spoken, response, bytes } = await send(failureOf({ ...answer, status: 403 }), format, asked);
      const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`);
      const sent = [spoken.phrase, ...headers, new TextDecoder().decode(bytes)].join("\n");
      expect(sent).not.toContain(secret);
    }),
    { numRuns: RUNS },
  );
});

it("hears from an answer of its own what it said in it", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(anyClient, anyAnswer, anyStatus, async ({ format, asked }, answer, status) => {
      const again = async (from: OriginAnswer) => {
        const { spoken, response, bytes } = await send(failureOf(from), format, asked);
        return {
          status: response.status,
          phrase: spoken.phrase,
          headers: response.headers,
          body: bytes,
          complete: true,
        };
      };
      const { reason, heard } = failureOf({ ...answer, status });
      // Not for the gateway's own text in place of an edge's: the edge's headers stay along with it.
      fc.pre(reason === (heard?.message ?? null));
      const once = await again({ ...answer, status });
      const twice = await again(once);
      expect(hear(twice).message).toBe(hear(once).message);
    }),
    { numRuns: RUNS },
  );
});

/** The strings of a JSON text, or the text itself: what a terminal would show. */
function stringsOf(text: string): string[] {
  try {
    const strings: string[] = [];
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === "string") strings.push(value);
      return value;
    });
    return strings;
  } catch {
    return [text];
  }
}
