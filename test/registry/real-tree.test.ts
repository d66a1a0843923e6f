/**
 * A real dependency tree, installed through the gateway from the registry that this machine's npm is configured with. Its
 * address is read at run time and recorded nowhere; if it does not answer, the test reports that it was skipped.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Gateway, startGateway } from "../sockets/gateway.ts";

const run = promisify(execFile);
const INSTALL_MAX_MS = 240_000;

interface Lock {
  readonly packages: Readonly<Record<string, { readonly resolved?: string; readonly integrity?: string }>>;
}

async function configuredRegistry(): Promise<string | null> {
  const { stdout } = await run("npm", ["config", "get", "registry"]);
  const registry = stdout.trim().replace(/\/+$/, "");
  const answer = await fetch(`${registry}/hono`, { method: "HEAD" }).catch(() => null);
  return answer?.ok === true ? registry : null;
}

const registry = await configuredRegistry().catch(() => null);
if (registry === null) process.stderr.write("Skipped: no npm registry can be reached from here.\n");

describe.runIf(registry !== null)("npm install hono vitest, through the gateway", () => {
  let gateway: Gateway;
  let folder: string;
  let lock: Lock;

  beforeAll(async () => {
    const routes = [{ path: "/npm/*", format: "npm", origin: registry ?? "" }];
    gateway = await startGateway(routes);
    folder = await mkdtemp(join(tmpdir(), "outspoken-tree-"));
    const own = `http://127.0.0.1:${gateway.port()}/npm/`;
    const options = [
      "--registry",
      own,
      "--cache",
      join(folder, "cache"),
      "--no-audit",
      "--no-fund",
      "--prefix",
      folder,
    ];
    await run("npm", ["install", "hono", "vitest", ...options], {
      cwd: folder,
      env: { ...process.env, npm_config_omit_lockfile_registry_resolved: "false" },
    });
    lock = JSON.parse(await readFile(join(folder, "package-lock.json"), "utf8"));
  }, INSTALL_MAX_MS);

  afterAll(async () => {
    await gateway.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("installs the whole tree, every package with its integrity verified", () => {
    const installed = Object.entries(lock.packages).filter(([path]) => path !== "");
    expect(installed.length).toBeGreaterThan(30);
    for (const [path, { integrity }] of installed) expect(integrity, path).toMatch(/^sha512-/);
  });

  test("fetches every tarball through the gateway", () => {
    const host = `127.0.0.1:${gateway.port()}`;
    const others = Object.values(lock.packages).filter(
      ({ resolved }) => resolved && new URL(resolved).host !== host,
    );
    expect(others.map(({ resolved }) => resolved)).toEqual([]);
  });

  test("counts no failure", () => {
    expect(gateway.log.matching({ event: "failure" })).toEqual([]);
  });
});
