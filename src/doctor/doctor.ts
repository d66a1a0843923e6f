/**
 * `npm run doctor -- https://packages.example.com`: which channels arrive through the edge in front of a deployed
 * gateway. The operator's token comes from OUTSPOKEN_ADMIN_TOKEN or `--token`.
 */
import { parseArgs } from "node:util";
import { examine } from "./examine.ts";
import { exitCodeOf, report } from "./report.ts";
import { readTarget } from "./target.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { token: { type: "string" } },
});
const token = values.token ?? process.env.OUTSPOKEN_ADMIN_TOKEN ?? "";
const target = readTarget(positionals[0], token);
if (target.kind === "refused") {
  process.stderr.write(`${target.says}\n`);
  process.exitCode = 2;
} else {
  const examination = await examine({ url: target.url, token });
  process.stdout.write(report(examination, target.url));
  process.exitCode = exitCodeOf(examination);
}
