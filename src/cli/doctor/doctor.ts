/**
 * `npm run doctor -- https://packages.example.com`: which channels arrive through the edge in front of a deployed
 * gateway. The operator's token comes from OUTSPOKEN_ADMIN_TOKEN or `--token`.
 */
import { runCommand } from "../command-line.ts";
import { examine } from "./examine.ts";
import { exitCodeOf, report } from "./report.ts";
import { readTarget, USAGE } from "./target.ts";

/** The exit code if nothing was examined; 1 means that something is lost. */
const REFUSED = 2;

await runCommand({
  usage: `${USAGE}\nThe operator's token comes from OUTSPOKEN_ADMIN_TOKEN or --token.`,
  reads: { allowPositionals: true, options: { token: { type: "string" } } },
  refusal: REFUSED,
  run: ({ values, positionals }) =>
    examineTarget(positionals[0], values.token ?? process.env.OUTSPOKEN_ADMIN_TOKEN ?? ""),
});

async function examineTarget(given: string | undefined, token: string): Promise<void> {
  const target = readTarget(given, token);
  if (target.kind === "refused") {
    process.stderr.write(`${target.says}\n`);
    process.exitCode = REFUSED;
    return;
  }
  const examination = await examine({ url: target.url, token });
  process.stdout.write(report(examination, target.url));
  process.exitCode = exitCodeOf(examination);
}
