/**
 * `npm run deploy -- --env staging`: checks the configuration of that environment, then deploys.
 */
import { spawnSync } from "node:child_process";
import { hasAlerts } from "./alert-lines.ts";
import { checkReport } from "./check-report.ts";
import type { SecretsKnown } from "./checked.ts";
import { runCommand } from "./command-line.ts";
import { deployCommand } from "./deploy-command.ts";
import { setSecretsIn } from "./set-secrets.ts";
import { runWrangler, WRANGLER } from "./wrangler.ts";

const USAGE = `Usage: npm run deploy -- [--env name] [--config wrangler.toml] [options of wrangler deploy]
Checks the configuration of that environment, lists which of its secrets are missing on Cloudflare, and deploys it unless
the check finds a mistake.`;

const UNSEEN: SecretsKnown = { kind: "unseen" };

await runCommand({
  usage: USAGE,
  // wrangler has its own options.
  reads: { strict: false, allowPositionals: true },
  run: async () => {
    const { file, environment, listSecrets, deploy } = deployCommand(process.argv.slice(2));
    const { readDeployment } = await import("./deployment.ts");
    const deployment = readDeployment(file, environment, "deployed");
    // Only if the answer matters: it takes seconds.
    const areNeeded = deployment.secrets.size > 0 || hasAlerts(deployment);
    const secrets = areNeeded ? secretsOnCloudflare(listSecrets) : UNSEEN;
    const { ok, lines } = checkReport({ file, environment, deployment, secrets, since: null });
    process.stdout.write(`${lines.join("\n")}\n`);
    process.exitCode = ok ? runDeploy(deploy) : 1;
  },
});

function secretsOnCloudflare(listSecrets: readonly string[] | null): SecretsKnown {
  const names = listSecrets === null ? null : setSecretsIn(runWrangler(listSecrets));
  return names === null ? UNSEEN : { kind: "set_on_cloudflare", names };
}

function runDeploy(args: readonly string[]): number {
  return spawnSync(process.execPath, [WRANGLER, ...args], { stdio: "inherit" }).status ?? 1;
}
