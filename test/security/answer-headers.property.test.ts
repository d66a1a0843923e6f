/** What happens to an origin's words and headers on the way into the head of our answer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { answerOf, type Failure } from "../../src/failure/failure.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { OF_THE_REFUSAL } from "../../src/response/field-names.ts";
import { addNotice } from "../../src/response/notice.ts";
import { plainResponse } from "../../src/response/plain.ts";
import { speakingResponse } from "../../src/response/spoken.ts";
import { clientFormat } from "../clients/formats.ts";
import { anyClient, anyHeaderValue, anyRefusal, anyWords } from "./any-failure.ts";
import { RUNS, TIMEOUT_MS } from "./runs.ts";

/** The only names that Outspoken and its formats add to an answer. */
const OURS: ReadonlySet<string> = new Set([
  "cache-control",
  "content-length",
  "content-type",
  "x-outspoken",
  "x-outspoken-ref",
  "content-version",
  "npm-notice",
  "retry-after",
  "warning",
  "www-authenticate",
  "x-error-code",
  "x-error-message",
  "x-hex-message",
  "x-nuget-warning",
  "x-should-retry",
]);

const PRINTABLE = /^[\x20-\x7e]*$/;

/** Names of an origin's headers: those that end here, the edge's, those that clients read, and any other. */
const headerName = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...OURS) },
  { weight: 2, arbitrary: fc.constantFrom(...OF_THE_REFUSAL) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      "connection",
      "cf-ray",
      "cf-cache-status",
      "cf-anything",
      "link",
      "location",
      "refresh",
      "alt-svc",
      "set-cookie",
      "vary",
      "server",
      "x-request-id",
    ),
  },
  { weight: 1, arbitrary: fc.stringMatching(/^x-[a-z0-9!#$&'*+.^_`|~-]{1,10}$/) },
);

const originHeaders = fc.dictionary(headerName, anyHeaderValue, { maxKeys: 5, noNullPrototype: true });

function speak(failure: Failure, format: FormatName, asked: ClientRequest): Response {
  return speakingResponse(clientFormat(format).speak(failure, asked), failure, asked.method);
}

/** The head of the answer as it is sent. */
function headOf(response: Response): string {
  const fields = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${response.status} ${response.statusText}\r\n${fields.join("")}\r\n`;
}

describe("whatever an origin sends with a refusal", () => {
  test("the answer has a single head, each line of it printable", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(anyClient, anyRefusal(originHeaders), ({ format, asked }, failure) => {
        const response = speak(failure, format, asked);
        const lines = headOf(response).split("\r\n");
        expect(lines).toHaveLength([...response.headers].length + 3);
        for (const line of lines) expect(line).toMatch(PRINTABLE);
        for (const line of lines.slice(1, -2)) expect(line).toMatch(/^[a-z0-9!#$%&'*+.^_`|~-]+: /);
      }),
      { numRuns: RUNS },
    );
  });

  test("the answer has only headers of the origin and of the format", { timeout: TIMEOUT_MS }, () => {
    fc.assert(
      fc.property(anyClient, anyRefusal(originHeaders), ({ format, asked }, failure) => {
        const sent = answerOf(failure)?.headers;
        for (const [name] of speak(failure, format, asked).headers) {
          expect([name, OURS.has(name) || sent?.has(name)]).toEqual([name, true]);
        }
      }),
      { numRuns: RUNS },
    );
  });

  test("the answer has no header that ends here, that the edge sets or that controls caching", {
    timeout: TIMEOUT_MS,
  }, () => {
    const marked = fc.dictionary(headerName, fc.constant("from-the-origin"), {
      maxKeys: 8,
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(anyClient, anyRefusal(marked), ({ format, asked }, failure) => {
        const { headers } = speak(failure, format, asked);
        const kept = [...headers].filter(([, value]) => value === "from-the-origin").map(([name]) => name);
        expect(kept.filter((name) => OF_THE_REFUSAL.has(name) || name.startsWith("cf-"))).toEqual([]);
        expect(headers.get("cache-control")).toBe("no-store, no-transform");
        expect([headers.get("location"), headers.get("refresh"), headers.get("alt-svc")]).toEqual([
          null,
          null,
          null,
        ]);
        expect([headers.get("x-outspoken"), headers.get("x-outspoken-ref")]).toEqual([
          failure.category,
          failure.ref,
        ]);
      }),
      { numRuns: RUNS },
    );
  });
});

test("a plain answer of the gateway is one line of text, whatever path it names", {
  timeout: TIMEOUT_MS,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyWords, async (words) => {
      const response = plainResponse(404, `No route of this gateway serves ${words.slice(0, 200)}`);
      expect(headOf(response).split("\r\n")).toHaveLength(5);
      expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
      expect(await response.text()).toMatch(/^[^\p{C}]+\n$/u);
    }),
    { numRuns: RUNS },
  );
});

test("a notice adds one header or one member, whatever its words are", { timeout: TIMEOUT_MS }, async () => {
  await fc.assert(
    fc.asyncProperty(anyClient, anyWords, fc.boolean(), async ({ format, asked }, words, isEmpty) => {
      const body = isEmpty ? "{}" : '{"name":"left-pad","warnings":"own"}';
      const answer = new Response(body, {
        headers: { "content-type": "application/json", "cache-control": "no-store" },
      });
      const form = clientFormat(format).notice?.(words, asked, answer) ?? null;
      if (form === null) return;
      const edits = new ResponseEdits(answer);
      addNotice(edits, answer, form);
      const noticed = edits.build("GET");
      const added = [...noticed.headers].filter(
        ([name]) => !["content-type", "cache-control", "vary"].includes(name),
      );
      for (const [, value] of added) expect(value).toMatch(PRINTABLE);
      const content: unknown = await noticed.json();
      expect([format, added.length]).toEqual([format, form.kind === "headers" ? 1 : 0]);
      if (!isEmpty) expect(content).toMatchObject({ name: "left-pad", warnings: "own" });
      if (form.kind === "json_member" && isEmpty) expect(content).toEqual({ [form.name]: form.value });
    }),
    { numRuns: RUNS },
  );
});
