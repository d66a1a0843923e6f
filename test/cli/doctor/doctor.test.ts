import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Examination, examine } from "../../../src/cli/doctor/examine.ts";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { exitCodeOf, report } from "../../../src/cli/doctor/report.ts";
import { type Authority, type Certificate, makeAuthority } from "../../sockets/certificates.ts";
import { type Gateway, startGateways } from "../../sockets/gateway.ts";
import { type Fault, startFakeEdge } from "./fake-edge.ts";
import { CASES } from "./faults.ts";

const TOKEN = "the-operators-token";
const ROUTES = [{ path: "/npm/*", format: "npm", origin: "http://127.0.0.1:1" }];

let gateway: Gateway;
let authority: Authority;
let certificate: Certificate;
/** The rows for an edge that changes nothing. */
let faultless: readonly string[];

beforeAll(async () => {
  gateway = await startGateways({
    gateway: { variables: { ROUTES, ADMIN_TOKEN: TOKEN } },
    shut: { variables: { ROUTES } },
    misconfigured: { variables: { ROUTES: [], ADMIN_TOKEN: TOKEN } },
  });
  authority = makeAuthority();
  certificate = authority.sign("localhost", -1, 1);
  faultless = rowsOf((await examined({})).examination);
});

afterAll(async () => {
  await gateway.close();
  authority.close();
});

/** Examines the gateway through an edge with that fault. */
async function examined(fault: Fault, token = TOKEN): Promise<{ examination: Examination; text: string }> {
  const edge = await startFakeEdge(gateway.port(), certificate, fault);
  const url = new URL(`https://localhost:${edge.port}`);
  try {
    const examination = await examine({ url, token, authorities: [authority.pem] });
    return { examination, text: report(examination, new URL("https://packages.example")) };
  } finally {
    await edge.close();
  }
}

function rowsOf(examination: Examination): string[] {
  if (examination.kind === "impossible") throw new Error(examination.says);
  return examination.findings.map(rowOf);
}

function rowOf({ channel, arrives, seen }: Finding): string {
  return `${channel}  ${arrives}  ${seen}`;
}

const ALL_WELL = `packages.example speaks HTTP/2 and HTTP/1.1, TLSv1.3.

channel                   arrives  seen
body of 403               yes      to the byte
body of 404               yes      to the byte
body of 429               yes      to the byte
body of 500               yes      to the byte
body of 502               yes      to the byte
body of 503               yes      to the byte
body of 504               yes      to the byte
reason phrase, HTTP/1.1   yes      all 350 bytes
npm-notice                yes      all 1000 bytes
X-Error-Message           yes      all 1000 bytes
X-NuGet-Warning           yes      all 1000 bytes
X-Hex-Message             yes      all 1013 bytes
Warning                   yes      all 1008 bytes
Retry-After               yes      "7"
challenge of 401          yes      all 131 bytes
Content-Length            yes      9088, not compressed
Content-Type              yes      6 types to the letter
HEAD                      yes      403, Content-Length 198, no body
encoded slash in a path   yes      as it was sent
operator's console        yes      closed without the token (401)
body and headers, HTTP/2  yes      all 1000 bytes
reason phrase, HTTP/2     never    HTTP/2 has none

Everything arrives. Clients that choose HTTP/2 get no reason phrase; src/README.md, "Limits", says
which and what can be done.
`;

test("an edge that changes nothing", async () => {
  const { examination, text } = await examined({});
  expect(text).toBe(ALL_WELL);
  expect(exitCodeOf(examination)).toBe(0);
});

describe("an edge with a fault", () => {
  test.each(CASES)("$name", async ({ fault, rows, advises }) => {
    const { examination, text } = await examined(fault);
    expect(rowsOf(examination).filter((row) => !faultless.includes(row))).toEqual(rows);
    const lines = text.replaceAll("\n", " ");
    for (const part of advises) expect(lines).toContain(part);
    expect(exitCodeOf(examination)).toBe(advises.length > 0 ? 1 : 0);
  });
});

test("an edge without HTTP/2: the phrase reaches every client, and no row is about HTTP/2", async () => {
  const { examination, text } = await examined({ withoutHttp2: true });
  expect(text).toMatch(/^packages\.example speaks HTTP\/1\.1 only, TLSv1\.3\.\n/);
  expect(text.endsWith("\n\nEverything arrives.\n")).toBe(true);
  expect(rowsOf(examination).filter((row) => row.includes("HTTP/2"))).toEqual([]);
});

test("an edge that announces HTTP/3", async () => {
  const { text } = await examined({ answer: ({ headers }) => headers.set("alt-svc", 'h3=":443"; ma=86400') });
  expect(text).toMatch(/^packages\.example speaks HTTP\/2 and HTTP\/1\.1, HTTP\/3 announced, TLSv1\.3\.\n/);
});

test("an answer that is compressed on this machine: wrangler dev did that, not an edge", async () => {
  const gzip: Fault = { answer: ({ headers }) => headers.set("content-encoding", "gzip") };
  const { examination } = await examined(gzip);
  for (const host of ["http://127.0.0.1:8787", "http://localhost:8787", "http://[::1]:8787"]) {
    const text = report(examination, new URL(host)).replaceAll("\n", " ");
    expect(text).toContain("Content-Length: `wrangler dev` compresses");
    expect(text).not.toContain("Compression Rule");
  }
});

describe("what can't be examined is reported, with exit code 2", () => {
  const CHALLENGE: Fault = {
    answer: (passing) => {
      passing.status = 403;
      passing.headers.clear();
      passing.headers.set("cf-mitigated", "challenge");
    },
  };
  const REDIRECT: Fault = {
    answer: (passing) => {
      passing.status = 302;
      passing.headers.clear();
      passing.headers.set("location", "https://sign-in.example/");
    },
  };
  const ELSEWHERE: Fault = { answer: ({ headers }) => headers.delete("x-outspoken-selftest") };
  const NO_WORKER: Fault = {
    answer: (passing) => {
      passing.status = 530;
      passing.headers.clear();
    },
  };
  const OBSTACLES: readonly (readonly [name: string, fault: Fault, token: string, says: string])[] = [
    ["a wrong token", {}, "another", "this is not its token"],
    ["a challenge for browsers", CHALLENGE, TOKEN, "Bot Fight Mode"],
    ["a sign-in page in front", REDIRECT, TOKEN, '302 to "https://sign-in.example/"'],
    ["something else that answers", ELSEWHERE, TOKEN, "it is not Outspoken"],
    ["no Worker behind the host", NO_WORKER, TOKEN, "look at its DNS record and route"],
    ["a connection that breaks off", { breaksOff: true }, TOKEN, "can't be examined"],
  ];
  test.each(OBSTACLES)("%s", async (_name, fault, token, says) => {
    const { examination, text } = await examined(fault, token);
    expect(text.replaceAll("\n", " ")).toContain(says);
    expect(text).not.toContain(token);
    expect(exitCodeOf(examination)).toBe(2);
  });

  test("a certificate that is not trusted", async () => {
    const edge = await startFakeEdge(gateway.port(), certificate, {});
    const url = new URL(`https://localhost:${edge.port}`);
    const examination = await examine({ url, token: TOKEN });
    await edge.close();
    expect(examination).toMatchObject({ kind: "impossible", says: expect.stringContaining("certificate") });
  });
});

describe("the command", () => {
  const PROGRAM = join(fileURLToPath(import.meta.url), "../../../../src/cli/doctor/doctor.ts");

  async function doctor(args: readonly string[], token: string): Promise<{ status: number; output: string }> {
    const environment = { ...process.env, OUTSPOKEN_ADMIN_TOKEN: token };
    return promisify(execFile)(process.execPath, [PROGRAM, ...args], { env: environment }).then(
      ({ stdout }) => ({ status: 0, output: stdout }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        status: error.code,
        output: error.stdout + error.stderr,
      }),
    );
  }

  test("straight to a gateway without an edge", async () => {
    const { status, output } = await doctor([`http://127.0.0.1:${gateway.port()}/`], TOKEN);
    expect(output).toContain("speaks HTTP/1.1, without TLS.");
    expect(output.endsWith("\n\nEverything arrives.\n")).toBe(true);
    expect(status).toBe(0);
  });

  test("a token in the argument", async () => {
    const { status } = await doctor(["--token", TOKEN, `http://127.0.0.1:${gateway.port()}`], "");
    expect(status).toBe(0);
  });

  test("a gateway whose secret is not set", async () => {
    const { status, output } = await doctor([`http://127.0.0.1:${gateway.port("shut")}`], TOKEN);
    expect(output).toContain("its secret ADMIN_TOKEN is not set");
    expect(status).toBe(2);
  });

  test("a gateway that is not configured", async () => {
    const { status, output } = await doctor([`http://127.0.0.1:${gateway.port("misconfigured")}`], TOKEN);
    expect(output).toContain("Outspoken is not configured: ROUTES: wants ");
    expect(status).toBe(2);
  });

  test.each([
    { args: [], token: TOKEN, says: "Usage: npm run doctor" },
    { args: ["packages.example"], token: TOKEN, says: "is no URL" },
    { args: ["http://packages.example"], token: TOKEN, says: "in the clear" },
    { args: ["https://packages.example/npm/"], token: TOKEN, says: "Only the host is wanted" },
    {
      args: ["https://user:hunter2@packages.example"],
      token: TOKEN,
      says: "such as https://packages.example\n",
    },
    { args: ["https://packages.example"], token: "", says: "OUTSPOKEN_ADMIN_TOKEN" },
  ])("$args with the token $token sends no request", async ({ args, token, says }) => {
    const { status, output } = await doctor(args, token);
    expect(output).toContain(says);
    expect(output).not.toContain("hunter2");
    expect(status).toBe(2);
  });
});
