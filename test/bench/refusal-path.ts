/**
 * What a refusal costs from its last byte to the finished answer: hear, judge, speak and count, in microseconds,
 * and how often the expensive functions are called for it. In Node, so without the platform's objects. Run it with
 * `npm run bench:refusal`.
 */
import { registerHooks } from "node:module";
import { readArguments } from "../../src/cli/command-line.ts";
import type { ClientFormat, ClientRequest } from "../../src/clients/shared/client.ts";
import type { Failure, OriginAnswer } from "../../src/failure/failure.ts";
import type { Heard } from "../../src/failure/heard.ts";
import { REFUSALS, type Refusal } from "./refusals.ts";

readArguments({
  usage: `Usage: npm run bench:refusal
What a refusal costs from its last byte to the finished answer, in microseconds.`,
  reads: {},
});

/** Functions whose calls are counted, by a line that is inserted into their source. */
const COUNTED = [
  ["/text/secrets.ts", "maskSecrets"],
  ["/text/stack-trace.ts", "cutStackTrace"],
] as const;

const calls = new Map<string, number>();
Object.assign(globalThis, { countCall });

function countCall(name: string): void {
  calls.set(name, (calls.get(name) ?? 0) + 1);
}

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const counted = COUNTED.find(([file]) => url.endsWith(file));
    if (counted === undefined) return loaded;
    const [, name] = counted;
    const source = String(loaded.source).replace(
      new RegExp(`(export function ${name}\\(.*\\{)`),
      `$1 countCall("${name}");`,
    );
    return { ...loaded, source };
  },
});

// After the hooks, which see only what is loaded later.
const { clientFormat } = await import("../clients/formats.ts");
const { judge } = await import("../../src/failure/judge.ts");
const { newReference } = await import("../../src/failure/reference.ts");
const { hearAtOnce, mayHaveMarkup } = await import("../../src/origins/index.ts");
const { recordOf } = await import("../../src/analytics/record.ts");
const { countFailure } = await import("../../src/analytics/count.ts");

const ROUNDS = 40;
const CALLS_A_ROUND = 1_000;

interface Prepared {
  readonly refusal: Refusal;
  readonly format: ClientFormat;
  readonly request: ClientRequest;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

function prepared(refusal: Refusal): Prepared {
  const { method, path, headers } = refusal.request;
  return {
    refusal,
    format: clientFormat(refusal.format),
    request: { method, path, query: "", headers: new Headers(headers) },
    headers: new Headers(refusal.headers),
    bytes: new TextEncoder().encode(refusal.body),
  };
}

/** A new object with new bytes each time, as for a new answer. */
function answerOf({ refusal, headers, bytes }: Prepared): OriginAnswer {
  return { status: refusal.status, phrase: "Forbidden", headers, body: bytes.slice(), complete: true };
}

/** As the gateway does: it checks for markup first, and none of these has any. */
function heardBy(answer: OriginAnswer): Heard {
  if (mayHaveMarkup(answer)) throw new Error("a page is not heard here");
  const heard = hearAtOnce(answer);
  if (heard === null) throw new Error("not heard at once");
  return heard;
}

function judged(answer: OriginAnswer, heard: Heard, format: ClientFormat): Failure {
  return judge({ kind: "answered", answer }, heard, {
    hasCredentials: true,
    isProbe: false,
    sentOriginAuth: false,
    sentAccessToken: false,
    upstreamErrors: "pass",
    statusRules: [],
    typedCodesSetStatus: format.typedCodesSetStatus ?? false,
    ref: newReference(),
  });
}

const DATASET: AnalyticsEngineDataset = { writeDataPoint() {} };

function counted({ refusal, format, request }: Prepared, failure: Failure): void {
  const record = recordOf(failure, {
    event: "failure",
    route: refusal.format,
    format: refusal.format,
    client: format.identify(request),
    operation: format.operation(request),
    coordinates: format.coordinates(request),
    mode: "on",
    method: request.method,
    originHost: "packages.example",
    colo: "FRA",
    durationMs: 12,
    retries: 0,
  });
  countFailure(record, DATASET);
}

interface Steps {
  readonly hear: number;
  readonly judge: number;
  readonly speak: number;
  readonly count: number;
}

/** Microseconds of each step, over `CALLS_A_ROUND` refusals, each of which goes through all of them. */
function round(one: Prepared): Steps {
  let [hearing, judging, speaking, counting] = [0, 0, 0, 0];
  for (let call = 0; call < CALLS_A_ROUND; call++) {
    const answer = answerOf(one);
    const start = performance.now();
    const heard = heardBy(answer);
    const afterHear = performance.now();
    const failure = judged(answer, heard, one.format);
    const afterJudge = performance.now();
    one.format.speak(failure, one.request);
    const afterSpeak = performance.now();
    counted(one, failure);
    const end = performance.now();
    hearing += afterHear - start;
    judging += afterJudge - afterHear;
    speaking += afterSpeak - afterJudge;
    counting += end - afterSpeak;
  }
  const each = (ms: number) => (ms * 1_000) / CALLS_A_ROUND;
  return { hear: each(hearing), judge: each(judging), speak: each(speaking), count: each(counting) };
}

/** How often each counted function is called for one refusal. */
function countCalls(one: Prepared): readonly number[] {
  const { parse } = JSON;
  calls.clear();
  JSON.parse = (...input) => {
    countCall("JSON.parse");
    return parse(...input);
  };
  const answer = answerOf(one);
  const failure = judged(answer, heardBy(answer), one.format);
  one.format.speak(failure, one.request);
  counted(one, failure);
  JSON.parse = parse;
  return ["maskSecrets", "cutStackTrace", "JSON.parse"].map((name) => calls.get(name) ?? 0);
}

function row(name: string, cells: readonly (string | number)[]): string {
  return `${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(14)).join("")}\n`;
}

// Making the log line counts, writing it does not.
console.log = () => {};

process.stdout.write(`Microseconds a refusal, the shortest of ${ROUNDS} rounds\n`);
process.stdout.write(
  row("", ["hear", "judge", "speak", "count", "all", "maskSecrets", "cutStackTrace", "JSON.parse"]),
);
// All formats first, since a function that has seen only one is faster than it ever is in production.
for (const refusal of REFUSALS) round(prepared(refusal));
for (const refusal of REFUSALS) {
  const one = prepared(refusal);
  const rounds = Array.from({ length: ROUNDS }, () => round(one));
  const shortest = (of: (steps: Steps) => number) => Math.min(...rounds.map(of));
  const cells = [
    shortest(({ hear }) => hear),
    shortest(({ judge }) => judge),
    shortest(({ speak }) => speak),
    shortest(({ count }) => count),
    shortest((steps) => steps.hear + steps.judge + steps.speak + steps.count),
  ].map((microseconds) => microseconds.toFixed(2));
  process.stdout.write(row(refusal.name, [...cells, ...countCalls(one)]));
}
