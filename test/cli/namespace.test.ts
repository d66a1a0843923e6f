/** The switches' KV namespace where the wrangler file has no id: wrangler makes it, and finds it again. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Folder, PATIENCE_MS, run } from "./run.ts";
import { FakeAccount } from "./setup/fake-account.ts";

const FILE = `name = "gateway" # a comment: wrangler writes no id into a file that has any
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
  const before = account.asked.length;
  const env = account.env(folder.file(""));
  const ran = await run(script, [...args, "--config", folder.file("wrangler.toml")], env);
  return { ...ran, asked: account.asked.slice(before) };
}

test("a switch before the first deploy says that there is nothing yet to switch", {
  timeout: PATIENCE_MS,
}, async () => {
  const { status, output } = await command("switch.ts", "npm", "off");
  expect(output).toMatch(/Worker does not exist|Deploy the Worker/);
  expect(status).not.toBe(0);
});

test("the first deploy makes the namespace, the next one keeps it", {
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

test("a switch is thrown and shown there", { timeout: 2 * PATIENCE_MS }, async () => {
  const { status, output, asked } = await command("switch.ts", "npm", "off");
  expect([status, output]).toEqual([0, "npm: off. It holds everywhere within about 90 seconds.\n"]);
  expect(asked).toContain(`PUT /storage/kv/namespaces/${account.namespaces[0]?.id}/values/npm`);
  expect(account.switches).toEqual({ npm: "off" });
  expect((await command("switch.ts", "npm")).output).toBe("off\n");
});

test("an environment gets a namespace of its own", { timeout: PATIENCE_MS }, async () => {
  // As on Cloudflare, where it is a Worker that was never deployed.
  account.bound = {};
  const { status, output } = await command("deploy.ts", "--env", "staging");
  expect(status, output).toBe(0);
  expect(account.namespaces.map(({ title }) => title)).toEqual([
    "gateway-switches",
    "gateway-staging-switches",
  ]);
});
