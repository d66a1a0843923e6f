/**
 * Refusals in hostile words, for every client: each is one answer, and the origin can't add lines to its head. FUZZ_RUNS
 * sets the number of runs (`npm run fuzz`).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { REQUESTS } from "../matrix/requests.ts";
import { anyHeaderValue, anyWords } from "../security/any-failure.ts";
import { type Answer, ask } from "./client.ts";
import type { Exchange } from "./exchange.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 300);
const TIMEOUT_MS = 60_000 + RUNS * 100;
/** Requests sent at once. */
const AT_ONCE = 10;

/** The refusals that the origin will send, by the id of the request. */
const waiting = new Map<string, Refusal>();

const origin = serveOrigin();
const gateway = serveGateway(
  () =>
    FORMAT_NAMES.map((format) => ({
      path: `/${format}/*`,
      format,
      origin: origin.url,
      last_resort: true,
      retries: 0,
    })),
  { variables: { WHY_SECRET: "a secret of the operator's" } },
);

origin.on("*", refuse);

interface Refusal {
  readonly status: number;
  readonly phrase: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function refuse(exchange: Exchange): void {
  const refusal = waiting.get(exchange.header("x-id") ?? "");
  if (refusal === undefined) throw new Error(`unexpected request to ${exchange.target}`);
  const { status, phrase, headers, body } = refusal;
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const length = `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  // One character per byte: the head itself is well-formed, and only its values are hostile.
  exchange.send(Buffer.from(`HTTP/1.1 ${status} ${phrase}\r\n${fields.join("")}${length}\r\n`, "latin1"));
  if (exchange.method !== "HEAD") exchange.send(body);
}

const headerName = fc.constantFrom(
  "X-Error-Message",
  "X-Error-Code",
  "X-NuGet-Warning",
  "npm-notice",
  "WWW-Authenticate",
  "X-Request-Id",
  "Link",
  "Retry-After",
  "Warning",
  "Location",
  "Set-Cookie",
  "Content-Location",
  "X-Hex-Message",
);

const body = fc.oneof(
  anyWords,
  fc
    .tuple(fc.constantFrom("message", "error", "detail", "title"), anyWords)
    .map(([name, words]) => JSON.stringify({ [name]: words })),
  anyWords.map((words) => JSON.stringify({ errors: [{ code: words, message: words, detail: words }] })),
  anyWords.map((words) => `<html><title>${words}</title><h1>${words}</h1></html>`),
);

const refusal: fc.Arbitrary<Refusal> = fc.record({
  status: fc.constantFrom(400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503, 529),
  phrase: anyHeaderValue,
  headers: fc
    .tuple(
      fc.dictionary(headerName, anyHeaderValue, { maxKeys: 4, noNullPrototype: true }),
      fc.constantFrom("application/json", "text/html", "text/plain", "application/problem+json"),
    )
    .map(([headers, type]) => ({ "Content-Type": type, ...headers })),
  body,
});

const client = fc.constantFrom(
  ...FORMAT_NAMES.flatMap((format) => REQUESTS[format].map(([, asked]) => ({ format, asked }))),
);

let sent = 0;

async function refused(
  { format, asked }: { format: string; asked: (typeof REQUESTS)["npm"][0][1] },
  said: Refusal,
): Promise<Answer> {
  const id = String(sent++);
  waiting.set(id, said);
  const headers = { ...Object.fromEntries(asked.headers), "X-Id": id };
  const upload = asked.method === "GET" || asked.method === "HEAD" ? {} : { body: "upload" };
  const answer = await ask(gateway.port(), `/${format}${asked.path}${asked.query}`, {
    method: asked.method,
    headers,
    ...upload,
  });
  waiting.delete(id);
  return answer;
}

function expectOneAnswer(answer: Answer, said: Refusal): void {
  expect(answer.complete, answer.bytes.toString("latin1")).toBe(true);
  expect(answer.line).toMatch(/^HTTP\/1\.1 [2-5]\d\d [\x20-\x7e]+$/);
  const names = Object.keys(said.headers).map((name) => name.toLowerCase());
  for (const [name, value] of answer.headers) {
    expect(name).toMatch(/^[\w!#$%&'*+.^`|~-]+$/);
    expect(value, name).toMatch(/^[\x20-\x7e]*$/);
    expect(name.toLowerCase()).not.toBe("x-evil");
    if (name.toLowerCase() === "set-cookie") expect(names).toContain("set-cookie");
    if (name.toLowerCase() === "location") expect(value).toMatch(/^\/-\/why\//);
  }
  expect(answer.header("cache-control")).toBe("no-store, no-transform");
  expect(answer.header("x-outspoken-ref")).toMatch(/^[a-z]+$/);
}

test("a refusal is one answer, whatever its words", { timeout: TIMEOUT_MS, retry: 0 }, async () => {
  const pair = fc.tuple(client, refusal);
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (pairs) => {
      const answers = await Promise.all(pairs.map(([who, said]) => refused(who, said)));
      for (const [index, answer] of answers.entries()) {
        const said = pairs[index]?.[1];
        if (said !== undefined) expectOneAnswer(answer, said);
      }
    }),
    { numRuns: Math.ceil(RUNS / AT_ONCE) },
  );
  expect(gateway.log.matching({ event: "gateway_error" })).toEqual([]);
});
