/** Requests a deployed gateway's known answers, channel by channel, and compares. */
import {
  KNOWN_ANSWERS,
  type KnownAnswer,
  SCOPED_PATH,
  SELFTEST_PATH,
  STATUSES,
  TYPES,
} from "../../console/selftest.ts";
import { type Answer, headerOf, type Place, type Question } from "./answer.ts";
import { askOverHttp1 } from "./ask-http1.ts";
import { askOverHttp2, type Negotiated, negotiate } from "./ask-http2.ts";
import { type Finding, shown, type Verdict } from "./finding.ts";
import {
  judgeAdminAuth,
  judgeBody,
  judgeChallenge,
  judgeHead,
  judgeHeader,
  judgeLength,
  judgePath,
  judgePhrase,
  judgeTypes,
} from "./judge-answer.ts";
import { obstacle } from "./reach.ts";

export type Examination =
  | { readonly kind: "impossible"; readonly says: string }
  | { readonly kind: "examined"; readonly protocols: string; readonly findings: readonly Finding[] };

/** Never throws because of the network or the other side. */
export async function examine(place: Place): Promise<Examination> {
  try {
    const ready = await ask(place, "ready");
    const says = obstacle(ready);
    if (says !== null) return { kind: "impossible", says };
    const negotiated = place.url.protocol === "https:" ? await negotiate(place) : null;
    const findings = [
      ...(await bodies(place)),
      await phrase(place),
      ...(await headers(place)),
      ...(await framing(place)),
      ...(await requests(place)),
      ...(negotiated?.application === "h2" ? await overHttp2(place) : []),
    ];
    return { kind: "examined", protocols: protocolsOf(negotiated, ready), findings };
  } catch (error) {
    return { kind: "impossible", says: `${place.url.host} can't be examined: ${reasonOf(error)}.` };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return shown(String(error));
  return error.message === "" && "code" in error ? String(error.code) : shown(error.message);
}

/** One row; it says so if no complete answer came. */
async function find(channel: string, verdict: () => Promise<Verdict>): Promise<Finding> {
  try {
    return { channel, ...(await verdict()) };
  } catch (error) {
    return { channel, arrives: "no", seen: `no complete answer: ${reasonOf(error)}`, remedy: "connection" };
  }
}

async function bodies(place: Place): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const status of STATUSES) {
    const channel = `status-${status}`;
    findings.push(
      await find(`body of ${status}`, async () => judgeBody(await ask(place, channel), known(channel))),
    );
  }
  return findings;
}

async function phrase(place: Place): Promise<Finding> {
  return find("reason phrase, HTTP/1.1", async () =>
    judgePhrase(await ask(place, "phrase"), known("phrase")),
  );
}

/** The headers by their names, and the known answers that have them. */
const HEADERS = [
  ["npm-notice", "header-text"],
  ["X-Error-Message", "header-text"],
  ["X-NuGet-Warning", "header-text"],
  ["X-Hex-Message", "header-text"],
  ["Warning", "header-text"],
  ["Retry-After", "retry-after"],
] as const;

async function headers(place: Place): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [name, channel] of HEADERS) {
    findings.push(
      await find(name, async () => judgeHeader(await ask(place, channel), known(channel), name, "header")),
    );
  }
  return findings;
}

async function framing(place: Place): Promise<Finding[]> {
  const compressible = { headers: { "accept-encoding": "gzip, br, zstd" } };
  return [
    await find("challenge of 401", async () =>
      judgeChallenge(await ask(place, "challenge"), known("challenge")),
    ),
    await find("Content-Length", async () =>
      judgeLength(await ask(place, "length", compressible), known("length")),
    ),
    await find("Content-Type", async () => {
      const types: [Answer, KnownAnswer][] = [];
      for (const name of Object.keys(TYPES))
        types.push([await ask(place, `type-${name}`), known(`type-${name}`)]);
      return judgeTypes(types);
    }),
    await find("HEAD", async () =>
      judgeHead(await ask(place, "status-403", { method: "HEAD" }), known("status-403")),
    ),
  ];
}

async function requests(place: Place): Promise<Finding[]> {
  return [
    await find("encoded slash in a path", async () => judgePath(await ask(place, SCOPED_PATH))),
    await find("operator's console", async () => judgeAdminAuth(await ask({ ...place, token: "" }, "ready"))),
  ];
}

async function overHttp2(place: Place): Promise<Finding[]> {
  const same = await find("body and headers, HTTP/2", async () => {
    const answer = await askOverHttp2(place, { path: `${SELFTEST_PATH}header-text` });
    const body = judgeBody(answer, known("header-text"));
    if (body.arrives !== "yes") return { ...body, remedy: "http2" };
    return judgeHeader(answer, known("header-text"), "X-Error-Message", "http2");
  });
  return [
    same,
    { channel: "reason phrase, HTTP/2", arrives: "never", seen: "HTTP/2 has none", remedy: null },
  ];
}

function protocolsOf(negotiated: Negotiated | null, ready: Answer): string {
  if (negotiated === null) return "HTTP/1.1, without TLS";
  const http2 = negotiated.application === "h2" ? "HTTP/2 and HTTP/1.1" : "HTTP/1.1 only";
  const http3 = /\bh3(?:-\d+)?=/.test(headerOf(ready, "alt-svc") ?? "") ? ", HTTP/3 announced" : "";
  return `${http2}${http3}, ${negotiated.tls}`;
}

function ask(place: Place, channel: string, more: Partial<Question> = {}): Promise<Answer> {
  return askOverHttp1(place, { ...more, path: SELFTEST_PATH + channel });
}

function known(channel: string): KnownAnswer {
  const answer = KNOWN_ANSWERS.get(channel);
  if (answer === undefined) throw new Error(`no known answer ${channel}`);
  return answer;
}
