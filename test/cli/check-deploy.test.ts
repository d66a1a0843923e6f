/** `npm run check`, `switch` and `deploy` judge what would be deployed, not what is on this machine. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { CloudflareApi, type FakeWorker } from "./cloudflare-api.ts";
import { Folder, PATIENCE_MS, PROJECT, run } from "./run.ts";

const HEAD = `main = "worker.js"
compatibility_date = "2026-08-06"
workers_dev = false
routes = [{ pattern = "packages.acme.io", custom_domain = true }]
kv_namespaces = [{ binding = "SWITCHES", id = "0" }]
`;
const WORKER = "export default { fetch() { return new Response('ok'); } };";

function fileOf(name: string, routes: string): string {
  return `name = "${name}"\n${HEAD}[vars]\nROUTES = [${routes}]\n`;
}

const GOOD = '{ path = "/npm/*", format = "npm", origin = "https://npm.acme.io" }';
const BAD = '{ path = "/npm/*", format = "nmp", origin = "https://npm.acme.io" }';
const SECRETS =
  '{ path = "/npm/*", format = "npm", origin = "https://npm.acme.io", origin_auth = "TOKEN" }, { path = "/pip/*", format = "pypi", origin = "https://pip.acme.io", origin_auth = "OTHER" }';
const GOOD_JSON = '[{"path":"/npm/*","format":"npm","origin":"https://npm.acme.io"}]';

describe.each([".dev.vars", ".env"])("the content of %s", { timeout: PATIENCE_MS }, (local) => {
  const folder = new Folder();

  beforeAll(() => {
    folder.write({
      "good.toml": fileOf("gateway", GOOD),
      "bad.toml": fileOf("gateway", BAD),
      "secrets.toml": fileOf("gateway", SECRETS),
      "worker.js": WORKER,
      [local]: `ROUTES='${GOOD_JSON}'\nTOKEN="Bearer abc"\nOTHER="Bearer abc"\n`,
    });
  });

  afterAll(() => folder.remove());

  test("hides no mistake in what would be deployed", async () => {
    const { status, output } = await run("check.ts", ["--config", folder.file("bad.toml")]);
    expect(output).toContain("Outspoken is not configured: ROUTES[0].format: wants one of");
    expect(output).toContain('got "nmp"; did you mean "npm"? (path "/npm/*")');
    expect(status).toBe(1);
  });

  test("does not keep a deploy or a switch from refusing a bad configuration", async () => {
    const config = ["--config", folder.file("bad.toml")];
    const deploy = await run("deploy.ts", [...config, "--dry-run"]);
    expect(deploy).toEqual({ status: 1, output: expect.stringContaining("ROUTES[0].format: wants one of") });
    const thrown = await run("switch.ts", ["npm", "off", ...config]);
    expect(thrown).toEqual({ status: 1, output: expect.stringContaining("ROUTES[0].format: wants one of") });
  });

  test("does not count as secrets of the deployed Worker", async () => {
    const { status, output } = await run("check.ts", ["--config", folder.file("secrets.toml")]);
    expect(output).toContain("The secret TOKEN can't be seen from here");
    expect(output).toContain("The secret OTHER can't be seen from here");
    expect(status).toBe(0);
  });

  test("counts with --local, since `wrangler dev` reads it", async () => {
    const { status, output } = await run("check.ts", ["--local", "--config", folder.file("bad.toml")]);
    expect(output).toContain("1 route, all well.");
    expect(status).toBe(0);
  });
});

describe("a file of an older version", { timeout: PATIENCE_MS }, () => {
  const folder = new Folder();
  const OLD_BUILD = '[build]\ncommand = "esbuild worker=src/worker.ts --chunk-names=gateway"\n';

  beforeAll(() => {
    folder.write({
      "old.toml": `${fileOf("gateway", GOOD)}${OLD_BUILD}`,
      "new.toml": fileOf("gateway", GOOD),
      "worker.js": WORKER,
    });
  });

  afterAll(() => folder.remove());

  test.each([
    ["old.toml", [], 0, "Changed in 0.2.0: `[build]` and `[[rules]]`: "],
    ["new.toml", ["--since", "0.1.0"], 0, "Changed in 0.2.0: `web_pages`: "],
    ["new.toml", [], 0, "1 route, all well."],
    ["new.toml", ["--since", "0.1"], 1, '--since wants one of 0.1.0; got "0.1"'],
  ])("gets a list of what changed, and is not refused for it: %s %j", async (name, args, expected, says) => {
    const { status, output } = await run("check.ts", ["--config", folder.file(name), ...args]);
    expect(output).toContain(says);
    expect(output.includes("Changed in")).toBe(says.startsWith("Changed in"));
    expect(status).toBe(expected);
  });
});

test("the unchanged sample is refused, with what to write where", {
  timeout: PATIENCE_MS,
}, async () => {
  const { status, output } = await run("check.ts", ["--config", join(PROJECT, "wrangler.toml")]);
  expect(output).toContain(
    "gitlab.example.com, is an example's host name; put your registry's there (ORIGIN or ROUTES)",
  );
  expect(status).toBe(1);
});

describe("a deploy", { timeout: PATIENCE_MS }, () => {
  const folder = new Folder();
  const WORKERS: Readonly<Record<string, FakeWorker>> = {
    first: { secrets: null },
    some: { secrets: ["ADMIN_TOKEN", "TOKEN"] },
    "some-staging": { secrets: ["OTHER"] },
    every: { secrets: ["TOKEN", "OTHER"] },
    none: { secrets: [] },
  };

  beforeAll(() => {
    folder.write({
      "worker.js": WORKER,
      "staging.toml": `name = "some"\n${HEAD}[env.staging.vars]\nROUTES = [${SECRETS}]\n`,
      "none.toml": fileOf("none", GOOD),
      "bad.toml": fileOf("some", BAD),
    });
    for (const name of ["first", "some", "every", "hidden"]) {
      folder.write({ [`${name}.toml`]: fileOf(name, SECRETS) });
    }
  });

  afterAll(() => folder.remove());

  /** Each has its own API, closed when the case ends: a wrangler that outlives its case disturbs no other. */
  async function deploy(name: string, ...args: string[]) {
    const api = await CloudflareApi.start(WORKERS);
    onTestFinished(() => api.close());
    const ran = await run(
      "deploy.ts",
      ["--config", folder.file(`${name}.toml`), ...args],
      api.env(folder.file("")),
    );
    return { ...ran, requests: api.requests };
  }

  const OTHER_MISSING = "The secret OTHER is not set. The route pip will answer 500 without it; set it with";
  const TOKEN_MISSING = "The secret TOKEN is not set. The route npm will answer 500 without it; set it with";

  test.each([
    ["both, before the first deploy", "first", [], [TOKEN_MISSING, OTHER_MISSING]],
    ["one", "some", [], [`${OTHER_MISSING} \`npx wrangler secret put OTHER\`.`]],
    ["none", "every", [], []],
    [
      "one, in an environment",
      "staging",
      ["--env", "staging"],
      [`${TOKEN_MISSING} \`npx wrangler secret put TOKEN --env staging\`.`],
    ],
  ])("lists which secrets are missing, and continues: %s", async (_, name, args, lines) => {
    const { status, output, requests } = await deploy(name, ...args);
    for (const line of lines) expect(output).toContain(line);
    expect(output.match(/The secret \w+ is not set/g) ?? []).toHaveLength(lines.length);
    expect(output).not.toContain("can't be seen from here");
    expect(requests[0]).toMatch(/^GET \/workers\/scripts\/[\w-]+\/secrets$/);
    expect(requests.some((request) => /^PUT \/workers\/scripts\/[\w-]+$/.test(request))).toBe(true);
    expect(status).toBe(0);
  });

  test("of routes that need no secret does not list them", async () => {
    const { output, requests } = await deploy("none");
    expect(output).toContain("1 route, all well.");
    expect(requests[0]).not.toContain("/secrets");
  });

  test("says that it can't see the secrets if Cloudflare does not list them", async () => {
    const { status, output } = await deploy("hidden");
    expect(output).toContain("The secret TOKEN can't be seen from here");
    expect(status).not.toBe(0);
  });

  test("as a dry run sends no request", async () => {
    const { status, requests } = await deploy("some", "--dry-run");
    expect([status, requests]).toEqual([0, []]);
  });

  test("of a bad configuration sends no request", async () => {
    const { status, requests } = await deploy("bad");
    expect([status, requests]).toEqual([1, []]);
  });
});
