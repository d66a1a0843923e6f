/** The switches' KV namespace if the wrangler file has no id: wrangler creates it, and finds it again. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Folder, PATIENCE_MS, run } from "./run.ts";
import { FakeAccount } from "./setup/fake-account.ts";

const FILE = `name = "gateway" # with a comment anywhere in the file, wrangler writes no id into it
main = "worker.js"
compatibility_date = "2026-08-06"
routes = [{ pattern = "packages.acme.io", custom_domain = true }]
kv_namespaces = [{ binding = "SWITCHES" }]
[vars]
ROUTES = [{ path = "/npm/*", format = "npm", origin = "https://npm.acme.io" }]
[env.staging]
routes = []
kv_namespaces = [{ binding = "SWITCHES" }]
[env.staging.vars]
ROUTES = [{ path = "/npm/*", format = "npm", origin = "https://npm.acme.io" }]
`;
const WORKER = "export default { fetch() { return new Response('ok'); } };";

let account: FakeAccount;
const folder = new Folder();

beforeAll(async () => {
  account = await FakeAccount.start();
  folder.write({ "wrangler.toml": FILE, "worker.js": WORKER });
});

afterAll(() => {
  account.close();
  folder.remove();
});

async function command(script: string, ...args: string[]) {
  const before = account.requests.length;
  const env = account.env(folder.file(""));
  const ran = await run(script, [...args, "--config", folder.file("wrangler.toml")], env);
  return { ...ran, requests: account.requests.slice(before) };
}

test("a switch before the first deploy reports that there is no Worker yet", {
  timeout: PATIENCE_MS,
}, async () => {
  const { status, output } = await command("switch.ts", "npm", "off");
  expect(output).toMatch(/Worker does not exist|Deploy the Worker/);
  expect(status).not.toBe(0);
});

test("the first deploy creates the namespace, the next one keeps it", {
  timeout: 2 * PATIENCE_MS,
}, async () => {
  for (const _ of ["first", "next"]) {
    const { status, output } = await command("deploy.ts");
    expect(status, output).toBe(0);
    expect(account.namespaces.map(({ title }) => title)).toEqual(["gateway-switches"]);
    expect(account.bound).toEqual({ SWITCHES: account.namespaces[0]?.id });
  }
  expect(readFileSync(folder.file("wrangler.toml"), "utf8")).toBe(FILE);
});

test("a switch is set and shown there", { timeout: 2 * PATIENCE_MS }, async () => {
  const { status, output, requests } = await command("switch.ts", "npm", "off");
  expect([status, output]).toEqual([0, "npm: off. In force everywhere within about 90 seconds.\n"]);
  expect(requests).toContain(`PUT /storage/kv/namespaces/${account.namespaces[0]?.id}/values/npm`);
  expect(account.switches).toEqual({ npm: "off" });
  expect((await command("switch.ts", "npm")).output).toBe("off\n");
});

test("an environment gets a namespace of its own", { timeout: PATIENCE_MS }, async () => {
  // As on Cloudflare, where the environment is a Worker that was never deployed.
  account.bound = {};
  const { status, output } = await command("deploy.ts", "--env", "staging");
  expect(status, output).toBe(0);
  expect(account.namespaces.map(({ title }) => title)).toEqual([
    "gateway-switches",
    "gateway-staging-switches",
  ]);
});
