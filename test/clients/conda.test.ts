/** conda: what its clients print. */
import { describe, expect, test } from "vitest";
import { conda } from "../../src/clients/conda.ts";
import { conda24Prints, condaPrints, rattlerPrints } from "../../src/console/terminals/python.ts";
import { statusPhrase } from "../../src/failure/status-phrase.ts";
import { parseJson } from "../../src/text/json.ts";
import { type Arrived, arrive, count, member, REASONS, STATUSES } from "./arrival.ts";
import { answered, originAnswer, request, timedOut, unreachable } from "./failing.ts";

const CONDA = "conda/26.7.1 requests/2.32.5 CPython/3.13.1 Linux/6.1 solver/libmamba libmambapy/2.3.0";
const CONDA_24 = "conda/24.1.0 requests/2.31.0 CPython/3.11.1 Linux/6.1";
const MAMBA = "mamba/2.3.0 libcurl/8.5.0";
const RATTLER = "py-rattler/0.28.0";
const REPODATA = "/main/linux-64/repodata.json";
const PROBLEM = "application/problem+json";

function asks(agent: string, path = REPODATA, method = "GET") {
  return request(path, { "user-agent": agent }, method);
}

function readsPhraseOnly(prints: (a: Arrived) => string): boolean {
  return prints === lineAlone || prints === rattlerPrints;
}

/** For a client that does not read the body. */
function lineAlone(a: Arrived): string {
  return `HTTP ${a.status} ${a.phrase} for url <${a.request.path}>`;
}

describe.each([
  ["conda", asks(CONDA), condaPrints],
  ["conda, package", asks(CONDA, "/main/linux-64/zlib-1.3-0.conda"), condaPrints],
  ["conda 24", asks(CONDA_24), conda24Prints],
  ["an unknown client that prints the phrase", asks(""), lineAlone],
  ["rattler", asks(RATTLER), rattlerPrints],
  ["rattler, package", asks(RATTLER, "/main/linux-64/zlib-1.3-0.conda"), rattlerPrints],
] as const)("%s", (_program, asked, prints) => {
  describe.each(STATUSES)("%i", (status) => {
    test.each(REASONS)("prints the reason cleanly and once: %s", (_name, reason) => {
      const terminal = prints(arrive(conda, answered(status, { message: reason }), asked));
      expect(count(terminal, "quarantine")).toBe(1);
      if (!readsPhraseOnly(prints)) {
        expect(terminal).toContain(`HTTP ${status} ${statusPhrase(status)} for`);
        expect(terminal.endsWith(`\n\n${reason}`)).toBe(true);
      }
    });

    test("leaves conda its own help text if the origin gave no reason", () => {
      const a = arrive(conda, answered(status, {}), asked);
      expect(member(a.body, "title")).toBe(statusPhrase(status));
      expect(prints(a)).toContain(`${status} ${statusPhrase(status)}`);
      if (!readsPhraseOnly(prints)) expect(prints(a)).toContain("Check your connection.");
    });
  });

  test.each([
    ["timeout", timedOut(), 504],
    ["unreachable", unreachable(), 502],
  ])("says our own %s with its reference", (_name, failure, status) => {
    const a = arrive(conda, failure, asked);
    expect(a.status).toBe(status);
    expect(count(prints(a), "Reference: bcdfghjkmn")).toBe(1);
  });
});

describe("an origin's own answer", () => {
  const said = (body: string, type = "application/json") =>
    answered(403, { message: "Blocked by policy." }, originAnswer(403, body, { "content-type": type }));

  test.each([
    ["message", '{"message": "Blocked by policy."}', "application/json", CONDA, condaPrints],
    ["message, as text", '{"message": "Blocked by policy."}', "text/plain", CONDA_24, conda24Prints],
    [
      "message and reason",
      '{"reason":"No","message":"Blocked by policy."}',
      "application/json",
      CONDA,
      condaPrints,
    ],
    ["reason", '{"reason":"Blocked by policy."}', "application/json", CONDA, condaPrints],
    ["detail alone", '{"detail":"Blocked by policy."}', `${PROBLEM}; charset=utf-8`, CONDA, condaPrints],
  ] as const)("stays byte for byte: %s", (_name, body, type, agent, prints) => {
    const a = arrive(conda, said(body, type), asks(agent));
    expect([a.body, a.headers.get("content-type")]).toEqual([body, type]);
    expect(count(prints(a), "Blocked by policy.")).toBe(1);
  });

  test.each([
    ["a list crashes conda", '[{"message":"Blocked by policy."}]', "application/json", CONDA],
    ["a bare string crashes conda", '"Blocked by policy."', "application/json", CONDA],
    [
      "both places",
      '{"reason":"Blocked by policy.","message":"Blocked by policy."}',
      "application/json",
      CONDA,
    ],
    [
      "an object instead of a string",
      '{"message":{"error":"Blocked by policy."}}',
      "application/json",
      CONDA,
    ],
    ["detail, for a conda that does not read it", '{"detail":"Blocked by policy."}', PROBLEM, CONDA_24],
    ["detail of another type", '{"detail":"Blocked by policy."}', "application/json", CONDA],
    ["a number along with the detail", '{"detail":"Blocked by policy.","message":75}', PROBLEM, CONDA],
    ["another member", '{"error":"Blocked by policy."}', "application/json", CONDA],
    ["a page", "<h1>Blocked by policy.</h1>", "text/html", CONDA],
  ])("is replaced if it would do harm: %s", (_name, body, type, agent) => {
    expect(parseJson(arrive(conda, said(body, type), asks(agent)).body)).toEqual({
      type: "about:blank",
      status: 403,
      title: "Forbidden",
      detail: "Blocked by policy.",
      reason: "Forbidden",
      message: "Blocked by policy.",
    });
  });

  test("keeps the reason in the phrase for another client than conda", () => {
    expect(arrive(conda, said('{"message":"Blocked by policy."}'), asks(MAMBA)).phrase).toBe(
      "Blocked by policy.",
    );
  });
});

test.each([
  [429, 3_600, "20"],
  [503, 2, "2"],
  [502, null, null],
])("Retry-After on a %i with %s seconds is %s", (status, seconds, sent) => {
  const answer = originAnswer(status, "", { "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" });
  const a = arrive(conda, answered(status, { retryAfterSeconds: seconds }, answer), asks(MAMBA));
  expect(a.headers.get("retry-after")).toBe(sent);
});

test.each([
  [CONDA, "conda", "26.7.1"],
  [MAMBA, "mamba", "2.3.0"],
  ["micromamba/2.3.0 libcurl/8.5.0", "micromamba", "2.3.0"],
  ["py-rattler/0.28.0", "py-rattler", "0.28.0"],
  ["rattler-build/0.73.0", "rattler-build", "0.73.0"],
  ["pixi/0.60.0", "pixi", "0.60.0"],
  ["curl/8.5.0", "unknown", ""],
])("%s is %s %s", (agent, name, version) => {
  expect(conda.identify(asks(agent))).toEqual({ name, version });
});

test.each([
  ["GET", REPODATA, "metadata"],
  ["HEAD", REPODATA, "probe"],
  ["GET", "/main/noarch/x-1-0.conda", "download"],
  ["GET", "/main/noarch/x-1-0.tar.bz2", "download"],
  ["POST", "/main", "publish"],
  ["DELETE", "/main/noarch/x-1-0.conda", "delete"],
])("%s %s is %s", (method, path, expected) => {
  expect(conda.operation(asks(CONDA, path, method))).toBe(expected);
});

test("the default timeout is below conda's 60 seconds", () => {
  expect(conda.timeoutMs.read).toBeLessThan(60_000);
  expect(conda.timeoutMs.read).toBeGreaterThan(30_000);
});
