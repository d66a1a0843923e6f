/** `npm run setup` against a fake of Cloudflare's API: in a terminal, without one, and stopped at every step. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Folder, PROJECT } from "../run.ts";
import { FakeAccount } from "./fake-account.ts";
import { ACCESS_SECRET, FakeRegistry } from "./fake-registry.ts";
import { KEYS, Terminal } from "./terminal.ts";

/** Setup starts wrangler half a dozen times, on a machine that other tests keep busy. */
const SETUP_MS = 240_000;
const SETUP = join(PROJECT, "src/cli/setup/setup.ts");
/** `.test` is reserved (RFC 2606 2): the doctor can't send its token anywhere. */
const HOST = "packages.acme.test";
const SAMPLE = readFileSync(join(PROJECT, "wrangler.toml"), "utf8")
  .replace('main = "dist/worker.js"', 'main = "worker.js"')
  .replace(/^\[build\]\n[\s\S]*?^"""\n/m, "");

let account: FakeAccount;
let registry: FakeRegistry;
let folder: Folder;
const WEBHOOK = "https://hooks.acme.test/services/only-for-this-test";

beforeEach(async () => {
  account = await FakeAccount.start();
  registry = await FakeRegistry.start();
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

const run = (...more: string[]): ChildProcess => runWith({}, ...more);

function runWith(env: Readonly<Record<string, string>>, ...more: string[]): ChildProcess {
  const answers = ["--origin", registry.url, "--host", HOST, ...more];
  return spawn(process.execPath, [SETUP, "--config", "wrangler.toml", ...answers], {
    cwd: folder.file(""),
    env: { ...process.env, ...account.env(folder.file("")), ...env },
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

/** What is true after every completed run. */
function expectDone(): void {
  expect(account.namespaces).toEqual([{ id: "1".padStart(32, "0"), title: "outspoken-switches" }]);
  expect(file()).toContain(`id = "${"1".padStart(32, "0")}"`);
  expect(file()).toContain(`ORIGIN = "${registry.url}"`);
  expect(account.deployments).toBeGreaterThan(0);
  expect(account.switches).toMatchObject({ "gitlab-npm": "observe", "gitlab-pypi": "observe" });
  expect([...account.secrets]).toEqual([["ADMIN_TOKEN", expect.stringMatching(/^[0-9a-f]{64}$/)]]);
}

test("a dry run shows everything and does nothing", { timeout: SETUP_MS }, async () => {
  const { status, output } = await ended(run("--dry-run"));
  expect(output).toContain("and it is gitlab.");
  expect(output).toMatch(/An unknown package \(\/\S+\): 404, "Package Not Found here"/);
  expect(output).toContain(`+ ORIGIN = "${registry.url}"`);
  expect(output).toContain("npx wrangler kv namespace create outspoken-switches");
  expect(output).toContain(`npm config set registry https://${HOST}/api/v4/packages/npm/`);
  expect([status, file(), account.requests]).toEqual([0, SAMPLE, []]);
});

test.each([
  ["an answer is missing", ["--product", "other"], "--format is missing"],
  ["an answer is invalid", ["--product", "gitlb"], "--product: Wants one of"],
  ["the webhook has no TLS", ["--webhook", "http://acme.test/"], "--webhook: Wants an https URL"],
  ["--yes is not given", [], "--yes is missing"],
])("without a terminal nothing is done if %s", { timeout: SETUP_MS }, async (_, more, says) => {
  const { status, output } = await ended(run(...more));
  expect(output).toContain(says);
  expect([status, file(), account.requests]).toEqual([1, SAMPLE, []]);
});

test("a dry run shows the step for the alerts' webhook, never its URL", {
  timeout: SETUP_MS,
}, async () => {
  const { status, output } = await ended(run("--dry-run", "--webhook", WEBHOOK));
  expect(output).toContain("Set ALERT_WEBHOOK, where alerts are posted");
  expect(output).toContain('npx wrangler secret put ALERT_WEBHOOK --env=""');
  expect(output).not.toContain("hooks.acme.test");
  expect([status, file(), account.requests]).toEqual([0, SAMPLE, []]);
});

test("sets the alerts' webhook that the environment has", { timeout: SETUP_MS }, async () => {
  const { status, output } = await ended(runWith({ OUTSPOKEN_ALERT_WEBHOOK: WEBHOOK }, "--yes"));
  expect(status, output).toBe(0);
  expect(account.secrets.get("ALERT_WEBHOOK")).toBe(WEBHOOK);
  expect(output).not.toContain("hooks.acme.test");
  expect(file()).not.toContain("hooks.acme.test");
});

describe("stopped at a step and run again, it has the same result", { timeout: 2 * SETUP_MS }, () => {
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

/** The questions in order, and what is typed; for a product with a preset, and for one format behind Access. */
const DIALOGUES = {
  product: [
    ["Your registry's URL", () => registry.url],
    ["Which product is it?", () => ""],
    ["The gateway's host name", () => HOST],
    ["What is on from the beginning?", () => ""],
    ["The webhook that alerts are posted to", () => ""],
    ["Do it?", () => ""],
  ],
  access: [
    ["Your registry's URL", () => registry.url],
    ["Which product is it?", () => ""],
    ["Which package format?", () => ""],
    ["Under which path", () => ""],
    ["How does Cloudflare reach it?", () => ""],
    ["CF-Access-Client-Id", () => "id.access"],
    ["Its CF-Access-Client-Secret", () => ACCESS_SECRET],
    ["The gateway's host name", () => HOST],
    ["What is on from the beginning?", () => ""],
    ["The webhook that alerts are posted to", () => WEBHOOK],
    ["Do it?", () => ""],
  ],
} as const;

const QUESTIONS = (["product", "access"] as const).flatMap((name) =>
  DIALOGUES[name].map(([question], index) => [name, question, index] as const),
);

function terminalOf(...more: string[]): Terminal {
  const args = more.map((one) => ` ${one}`).join("");
  return new Terminal(`${process.execPath} ${SETUP}${args}`, folder.file(""), account.env(folder.file("")));
}

describe.runIf(process.platform === "linux")("at a terminal", { timeout: SETUP_MS }, () => {
  async function answer(terminal: Terminal, question: string, keys: string): Promise<void> {
    await terminal.answer(question, keys, SETUP_MS / 4);
  }

  test("asks, corrects, shows the plan, and shows the token once", async () => {
    const terminal = terminalOf();
    await answer(terminal, "Your registry's URL", `nonsense${KEYS.enter}`);
    await answer(
      terminal,
      "Wants https://host",
      "\u0015".concat("\u007f".repeat(8), registry.url, KEYS.enter),
    );
    for (const [question, typed] of DIALOGUES.product.slice(1))
      await answer(terminal, question, typed() + KEYS.enter);
    expect(await terminal.end(), terminal.text).toBe(0);
    expectDone();
    const [token = ""] = account.secrets.values();
    expect(terminal.text.split(token).length - 1).toBe(1);
    expect(terminal.text).toContain("What to tell your developers:");
  });

  test("asks for a token for Access and a webhook, checks them, asks again, sets them, and never shows them", async () => {
    registry.isBehindAccess = true;
    const terminal = terminalOf();
    for (const [question, typed] of DIALOGUES.access) {
      if (question === "Its CF-Access-Client-Secret") {
        await answer(terminal, question, `a stale one${KEYS.enter}`);
        await answer(terminal, "Use it all the same?", `n`);
        await answer(terminal, "CF-Access-Client-Id", `id.access${KEYS.enter}`);
      }
      if (question === "The webhook that alerts are posted to") {
        await answer(terminal, question, `http://hooks.acme.test/${KEYS.enter}`);
        const erased = "\u007f".repeat("http://hooks.acme.test/".length);
        await answer(terminal, "Wants an https URL, or nothing.", erased + typed() + KEYS.enter);
        continue;
      }
      await answer(terminal, question, typed() + KEYS.enter);
    }
    expect(await terminal.end(), terminal.text).toBe(0);
    expect(terminal.text).toContain(`Cloudflare Access is in front of ${registry.url}`);
    expect(terminal.text).toContain("Access does not let this token through.");
    expect(terminal.text).toContain("Access lets the token through.");
    expect(terminal.text).not.toContain(ACCESS_SECRET);
    expect(terminal.text).not.toContain("hooks.acme.test");
    expect(account.secrets.get("ALERT_WEBHOOK")).toBe(WEBHOOK);
    expect(terminal.text).toContain(`npm run alerts -- https://${HOST} --test`);
    expect(account.secrets.get("ACCESS_CLIENT_ID")).toBe("id.access");
    expect(account.secrets.get("ACCESS_CLIENT_SECRET")).toBe(ACCESS_SECRET);
    expect(file()).toContain('CF-Access-Client-Secret = "ACCESS_CLIENT_SECRET"');
    expect(file()).not.toContain(ACCESS_SECRET);
  });

  test("with --yes nobody is asked for a webhook", async () => {
    const terminal = terminalOf("--yes", "--dry-run");
    for (const [question, typed] of DIALOGUES.product.slice(0, -2))
      await answer(terminal, question, typed() + KEYS.enter);
    expect(await terminal.end(), terminal.text).toBe(0);
    expect(terminal.text).not.toContain("webhook");
  });

  test.each(QUESTIONS)("Ctrl+C leaves everything as it was: %s, at %j", async (name, _question, at) => {
    registry.isBehindAccess = name === "access";
    const terminal = terminalOf();
    for (const [index, [question, typed]] of DIALOGUES[name].entries()) {
      if (index > at) break;
      await answer(terminal, question, index === at ? KEYS.interrupt : typed() + KEYS.enter);
    }
    expect(await terminal.end(), terminal.text).toBe(130);
    expect(terminal.text).toContain("Stopped. Nothing was done.");
    expect([file(), account.requests]).toEqual([SAMPLE, []]);
  });
});

test("sets up an environment without touching the top level", { timeout: SETUP_MS }, async () => {
  const { status, output } = await ended(run("--yes", "--env", "staging"));
  expect(status, output).toBe(0);
  expect(account.namespaces).toEqual([{ id: "1".padStart(32, "0"), title: "outspoken-staging-switches" }]);
  expect(account.requests).toContain("PUT /workers/scripts/outspoken-staging");
  expect(account.requests.filter((one) => /scripts\/outspoken(?:\/|$)/.test(one))).toEqual([]);
  expect(file()).toContain('ORIGIN = "https://gitlab.example.com"');
});
