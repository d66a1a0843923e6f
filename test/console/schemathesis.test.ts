/** The API does what its OpenAPI file says, whatever it is sent: schemathesis generates the requests. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADMIN_PATH, ConsoleGateway, TOKEN } from "./gateway.ts";

const FOLDER = process.env.OUTSPOKEN_SCHEMATHESIS ?? join(homedir(), ".cache/outspoken/schemathesis");
const SCHEMATHESIS = join(FOLDER, "bin/schemathesis");
const CAN_RUN = existsSync(SCHEMATHESIS);

/** Requests generated for each call and phase. */
const EXAMPLES = 10;
const TIMEOUT_MS = 600_000;

if (!CAN_RUN)
  process.stdout.write(
    "Not run: the API by its OpenAPI file (no schemathesis; test/console/install gets it).\n",
  );

describe.runIf(CAN_RUN)("the API and its OpenAPI file", () => {
  /** Where it runs, and stores what it finds. */
  let folder: string;
  let gateway: ConsoleGateway;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "outspoken-schemathesis-"));
    gateway = await ConsoleGateway.start({
      variables: { ALERT_WEBHOOK: "https://hook.example.com/" },
      internet: async () => new Response("taken"),
    });
    await gateway.fail("/npm/403/Package protected.", "npm/11.19.1 node/v24.1.0 linux x64 workspaces/false");
    await gateway.fail("/go/example.com/app/@v/500/Broken", "Go-http-client/1.1");
  });

  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await gateway.close();
  });

  test("agree", { timeout: TIMEOUT_MS, retry: 0 }, async () => {
    const { status, output } = await runIn(folder, [
      `--config-file=${configurationIn(folder)}`,
      "run",
      `${gateway.url}${ADMIN_PATH}/api/openapi.json`,
      "--url",
      `${gateway.url}${ADMIN_PATH}/api`,
      "--header",
      `Authorization: Bearer ${TOKEN}`,
      `--max-examples=${EXAMPLES}`,
      "--seed=1",
      "--no-color",
    ]);
    expect([status, status === 0 ? "" : output]).toEqual([0, ""]);
  });
});

/** What no schema can express: that one time is before another, or has not passed. */
function configurationIn(folder: string): string {
  const file = join(folder, "schemathesis.toml");
  const time = (ms: number) => new Date(ms).toISOString();
  const lines = [
    "[parameters]",
    `"query.since" = "${time(Date.now() - 86_400_000)}"`,
    `"query.until" = "${time(Date.now() + 86_400_000)}"`,
    // Wrong tokens are 429 after a while, which the file states but the check does not know.
    "[checks]",
    "ignored_auth.enabled = false",
    "[[operations]]",
    'include-name = "PUT /switches/{route}"',
    "checks.positive_data_acceptance.enabled = false",
  ];
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

function runIn(
  folder: string,
  parameters: readonly string[],
): Promise<{ readonly status: number | null; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(SCHEMATHESIS, parameters, {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const parts: Buffer[] = [];
    child.stdout.on("data", (part: Buffer) => parts.push(part));
    child.stderr.on("data", (part: Buffer) => parts.push(part));
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output: Buffer.concat(parts).toString() }));
  });
}
