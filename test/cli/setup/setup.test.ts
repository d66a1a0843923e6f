/** `npm run setup` against a fake of Cloudflare's API: in a terminal, without one, and stopped at every step. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Folder, PROJECT } from "../run.ts";
import { FakeAccount } from "./fake-account.ts";
import { KEYS, Terminal } from "./terminal.ts";

/** A setup starts wrangler half a dozen times, on a machine that other tests keep busy. */
const SETUP_MS = 240_000;
const SETUP = join(PROJECT, "src/cli/setup/setup.ts");
/** `.test` is nobody's (RFC 2606 2): the doctor's token goes nowhere. */
const HOST = "packages.acme.test";
const SAMPLE = readFileSync(join(PROJECT, "wrangler.toml"), "utf8")
  .replace('main = "dist/worker.js"', 'main = "worker.js"')
  .replace(/^\[build\]\n[\s\S]*?^"""\n/m, "");

let account: FakeAccount;
let registry: Server;
let folder: Folder;
let origin: string;

beforeEach(async () => {
  account = await FakeAccount.start();
  registry = createServer((request, response) => {
    const isPackage = request.url?.endsWith("outspoken-unknown-package") === true;
    response.writeHead(isPackage ? 404 : 401, { "content-type": "application/json", "x-gitlab-meta": "{}" });
    response.end(
      isPackage ? '{"message":"404 Package \\u001b[31mNot Found here"}' : '{"message":"401 Unauthorized"}',
    );
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  const { port } = registry.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
  folder = new Folder().write({
    "wrangler.toml": SAMPLE,
    "worker.js": "export default { fetch() { return new Response('ok'); } };",
  });
});

afterEach(() => {
  account.close();
  registry.close();
  folder.remove();
});

function run(...more: string[]): ChildProcess {
  const answers = ["--origin", origin, "--host", HOST, ...more];
  return spawn(process.execPath, [SETUP, "--config", "wrangler.toml", ...answers], {
    cwd: folder.file(""),
    env: { ...process.env, ...account.env(folder.file("")) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
}

async function ended(child: ChildProcess): Promise<{ status: number | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data) => {
      output += data;
    });
  await once(child, "close");
  return { status: child.exitCode, output };
}

function file(): string {
  return readFileSync(folder.file("wrangler.toml"), "utf8");
}

/** What holds after any run that came to its end. */
function expectDone(): void {
  expect(account.namespaces).toEqual([{ id: "1".padStart(32, "0"), title: "outspoken-switches" }]);
  expect(file()).toContain(`id = "${"1".padStart(32, "0")}"`);
  expect(file()).toContain(`ORIGIN = "${origin}"`);
  expect(account.deployments).toBeGreaterThan(0);
  expect(account.switches).toMatchObject({ "gitlab-npm": "observe", "gitlab-pypi": "observe" });
  expect([...account.secrets]).toEqual([["ADMIN_TOKEN", expect.stringMatching(/^[0-9a-f]{64}$/)]]);
}

test("a dry run shows all and does nothing", { timeout: SETUP_MS }, async () => {
  const { status, output } = await ended(run("--dry-run"));
  expect(output).toContain("and it is gitlab.");
  expect(output).toMatch(/An unknown package \(\/\S+\): 404, "Package Not Found here"/);
  expect(output).toContain(`+ ORIGIN = "${origin}"`);
  expect(output).toContain("npx wrangler kv namespace create outspoken-switches");
  expect(output).toContain(`npm config set registry https://${HOST}/api/v4/packages/npm/`);
  expect([status, file(), account.asked]).toEqual([0, SAMPLE, []]);
});

test.each([
  ["an answer is missing", ["--product", "other"], "--format is missing"],
  ["an answer is none", ["--product", "gitlb"], "--product: Wants one of"],
  ["nobody agreed", [], "--yes is missing"],
])("without a terminal nothing is done where %s", { timeout: SETUP_MS }, async (_, more, says) => {
  const { status, output } = await ended(run(...more));
  expect(output).toContain(says);
  expect([status, file(), account.asked]).toEqual([1, SAMPLE, []]);
});

describe("stopped at a step and run again, it comes to the same end", { timeout: 2 * SETUP_MS }, () => {
  test.each([
    ["the namespace", /^POST \/storage\/kv\/namespaces$/],
    ["the switches", /^PUT \/storage\/kv\/namespaces\/\w+\/bulk$/],
    ["the deploy", /^PUT \/workers\/scripts\/outspoken$/],
    ["the token", /^PUT \/workers\/scripts\/outspoken\/secrets$/],
  ])("%s", async (_, pattern) => {
    const reached = account.hold(pattern);
    const first = run("--yes");
    await reached;
    if (first.pid !== undefined) process.kill(-first.pid, "SIGKILL");
    await once(first, "close");
    const { status, output } = await ended(run("--yes", "--start", "observe"));
    expect(status, output).toBe(0);
    expectDone();
  });
});

test.runIf(process.platform === "linux")(
  "a person at a terminal is asked, corrected, shown the plan, and told the token once",
  { timeout: SETUP_MS },
  async () => {
    const terminal = new Terminal(
      `${process.execPath} ${SETUP}`,
      folder.file(""),
      account.env(folder.file("")),
    );
    const answer = (question: string, keys: string) => terminal.answer(question, keys, SETUP_MS / 4);
    await answer("Your registry's URL", `nonsense${KEYS.enter}`);
    await answer("Wants https://host", "\u0015".concat("\u007f".repeat(8), origin, KEYS.enter));
    await answer("Which product is it?", KEYS.enter);
    await answer("The gateway's host name", `${HOST}${KEYS.enter}`);
    await answer("What is on from the beginning?", KEYS.enter);
    await answer("Do it?", KEYS.enter);
    expect(await terminal.end(), terminal.text).toBe(0);
    expectDone();
    const [token = ""] = account.secrets.values();
    expect(terminal.text.split(token).length - 1).toBe(1);
    expect(terminal.text).toContain("What to tell your developers:");
  },
);
