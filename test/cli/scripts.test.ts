/** Every script of package.json that is ours: `--help`, mistakes, and a reader that has gone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { PATIENCE_MS, PROJECT } from "./run.ts";

const SCRIPTS = Object.entries(packageJson.scripts)
  .filter(([, command]) => command.startsWith("node "))
  .map(([name, command]) => [name, command.slice("node ".length)] as const);

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface How {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The reader of its output has gone, as with `| head -1`. */
  readonly isUnread?: boolean;
}

async function end(file: string, { args = [], env = {}, isUnread = false }: How): Promise<Ended> {
  const child = spawn(process.execPath, [join(PROJECT, file), ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { stdout: "", stderr: "" };
  if (isUnread) child.stdout.destroy();
  else child.stdout.on("data", (data) => (texts.stdout += data));
  child.stderr.on("data", (data) => (texts.stderr += data));
  const [status] = await once(child, "close");
  return { status, ...texts };
}

test("the scripts are found", () => {
  const names = SCRIPTS.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      "start",
      "check",
      "grafana",
      "openapi",
      "soak",
      "storm",
      "test:clients",
      "fuzz",
      "bench",
    ]),
  );
});

describe.each(SCRIPTS)("npm run %s", { timeout: PATIENCE_MS }, (name, file) => {
  const usage = name === "start" ? "Usage: npm start" : `Usage: npm run ${name}`;

  test.each(["--help", "-h"])("%s prints the usage, and does nothing else", async (option) => {
    const { status, stdout, stderr } = await end(file, { args: [option] });
    expect(stdout.startsWith(usage) && /^[^\n]{10,}/.test(stdout), stdout).toBe(true);
    expect([status, stderr]).toEqual([0, ""]);
  });

  test("ends quietly when the reader has gone", async () => {
    expect(await end(file, { args: ["--help"], isUnread: true })).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
  });

  // It passes unknown options on to wrangler.
  if (name === "deploy") return;

  test("reports an unknown option in one line", async () => {
    const { status, stdout, stderr } = await end(file, { args: ["--nope"] });
    expect(stderr).toBe("Unknown option '--nope'. --help lists the options.\n");
    expect(stdout).toBe("");
    expect(status).not.toBe(0);
  });
});

describe("when the reader has gone", { timeout: PATIENCE_MS }, () => {
  test("a check ends with what it found", async () => {
    const bad = ["--config", "src/demonstration/origin.toml"];
    expect(await end("src/cli/check.ts", { args: bad, isUnread: true })).toMatchObject({
      status: 1,
      stderr: "",
    });
    const good = ["--config", "src/demonstration/gateway.toml"];
    expect(await end("src/cli/check.ts", { args: good, isUnread: true })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  test("the demonstration ends, and its gateway with it", async () => {
    const port = await freePort();
    const { status, stderr } = await end("src/demonstration/start.ts", {
      env: { PORT: String(port) },
      isUnread: true,
    });
    expect([status, stderr]).toEqual([0, ""]);
    // The port is free again as soon as workerd has ended.
    await expect.poll(() => isFree(port), { timeout: PATIENCE_MS / 2 }).toBe(true);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, "127.0.0.1");
  const free = await Promise.race([
    once(server, "listening").then(() => true),
    once(server, "error").then(() => false),
  ]).catch(() => false);
  server.close();
  return free;
}
