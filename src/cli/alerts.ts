/**
 * `npm run alerts -- https://packages.example.com`: the alerts of a deployed gateway, or with `--test` a message to its webhook.
 * The Worker does both, since its secrets can't be read back. The operator's token comes from OUTSPOKEN_ADMIN_TOKEN.
 */
import { alertsAnswer, alertsCall, gatewayUrl } from "./alerts-command.ts";
import { runCommand } from "./command-line.ts";
import { readTarget } from "./doctor/target.ts";

const USAGE = `Usage: npm run alerts -- [https://packages.example.com] [--test] [--env name] [--config wrangler.toml]
Prints for each alert what is counted now, and whether it is firing. With --test a message is sent to the webhook. Without a
URL, the gateway's address is taken from the wrangler file: PUBLIC_URL, or the first custom domain.
The operator's token comes from OUTSPOKEN_ADMIN_TOKEN or --token.`;

/** The exit code if the gateway could not be asked; 1 means that alerts would not arrive. */
const REFUSED = 2;
/** Much longer than the Worker itself waits for the webhook. */
const ANSWER_MAX_MS = 30_000;

await runCommand({
  usage: USAGE,
  reads: {
    allowPositionals: true,
    options: {
      test: { type: "boolean", default: false },
      token: { type: "string" },
      config: { type: "string", default: "wrangler.toml" },
      env: { type: "string" },
    },
  },
  refusal: REFUSED,
  run: async ({ values, positionals: [given] }) => {
    const url = given ?? (await configuredUrl(values.config, values.env));
    const token = values.token ?? process.env.OUTSPOKEN_ADMIN_TOKEN ?? "";
    const target = readTarget(url ?? undefined, token, "alerts");
    if (target.kind === "refused") {
      process.stderr.write(`${target.says}\n`);
      process.exitCode = REFUSED;
      return;
    }
    const { method, path } = alertsCall(values.test);
    const { says, exitCode } = await ask(new URL(path, target.url), method, token);
    process.stdout.write(`${says}\n`);
    process.exitCode = exitCode;
  },
});

async function configuredUrl(file: string, environment: string | undefined): Promise<string | null> {
  const { readDeployment } = await import("./deployment.ts");
  return gatewayUrl(readDeployment(file, environment, "deployed"));
}

async function ask(
  url: URL,
  method: string,
  token: string,
): Promise<{ readonly says: string; readonly exitCode: number }> {
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}` },
      // The token is for this host and no other.
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
  } catch (error) {
    const because = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
    return { says: `${url.origin} can't be reached${because}`, exitCode: REFUSED };
  }
  return alertsAnswer(method, response.status, await response.text());
}
