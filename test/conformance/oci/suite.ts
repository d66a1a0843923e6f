/** The conformance suite of the OCI distribution specification: one run, and the result of each of its tests. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";
import { PASSWORD, USER } from "../../clients-real/servers/server.ts";
import { stored } from "../../clients-real/store.ts";
import type { Access } from "./registry.ts";
import { TOKEN_PATH } from "./token-service.ts";

export const SUITE = stored("go", "bin", "oci-conformance");

/** Also tests what no release of the specification has yet: digests in headers, cancelled uploads. */
const SPECIFICATION = "dev";

/** A run against the registry itself takes 4 s. */
const RUN_LIMIT_MS = 300_000;

export interface Tested {
  /** `OCI Conformance Test/sha256 blobs/post put/blob-post-put`; some are run several times under one name. */
  readonly name: string;
  /** `passed`, `failure`, `skipped` or `error`. */
  readonly status: string;
  /** Each request with the status of its answer: `POST 202, PUT 201`. */
  readonly exchanges: string;
}

/** In: `http://127.0.0.1:port`. Sorted, since the suite runs some of its tests in no order. */
export async function runSuite(url: string, access: Access): Promise<readonly Tested[]> {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-conformance-"));
  const { host } = new URL(url);
  try {
    const printed = await run(folder, {
      OCI_VERSION: SPECIFICATION,
      OCI_REGISTRY: host,
      OCI_TLS: "disabled",
      OCI_REPO1: "conformance/first",
      OCI_REPO2: "conformance/second",
      OCI_RESULTS_DIR: folder,
      ...(access === "everybody" ? {} : { OCI_USERNAME: USER, OCI_PASSWORD: PASSWORD }),
    });
    const tested = testedIn(readFileSync(join(folder, "junit.xml"), "utf8"), host);
    if (tested.length === 0) throw new Error(`the suite ran no test: ${printed}`);
    return tested.toSorted((a, b) => compare(textOf(a), textOf(b)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves to what it printed; its exit code is 1 if a test fails, as some do at the registry itself. */
function run(folder: string, env: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(SUITE, [], {
      cwd: folder,
      env: { HOME: folder, ...env },
      stdio: ["ignore", "ignore", "pipe"],
      timeout: RUN_LIMIT_MS,
    });
    const parts: Buffer[] = [];
    child.stderr.on("data", (part) => parts.push(part));
    child.on("error", reject);
    child.on("close", () => resolve(Buffer.concat(parts).toString()));
  });
}

function testedIn(junit: string, host: string): Tested[] {
  const document = parseDocument(junit, { xmlMode: true });
  return DomUtils.getElementsByTagName("testcase", document).map((test) => {
    const textIn = (name: string): string => DomUtils.textContent(DomUtils.getElementsByTagName(name, test));
    return {
      name: test.attribs.name ?? "",
      status: test.attribs.status ?? "",
      exchanges: exchangesIn(textIn("system-err"), host),
    };
  });
}

const LOGGED = /^(?:Method: (\S+)\nURL: (\S+)|Status: (\d+))$/gm;

/** A request to another host would bypass the gateway; tokens come from wherever the way has them. */
function exchangesIn(log: string, host: string): string {
  const words = [...log.matchAll(LOGGED)].map(([, method, url = "", status]) => {
    if (method === undefined) return `${status},`;
    const requested = new URL(url);
    return requested.host === host || requested.pathname === TOKEN_PATH
      ? method
      : `${method} to another host`;
  });
  return words.join(" ").replace(/,$/, "");
}

/** What has to be equal in two runs. */
export function textOf({ name, status, exchanges }: Tested): string {
  return `${name}: ${status} (${exchanges})`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
