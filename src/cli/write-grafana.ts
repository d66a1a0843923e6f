/** `npm run grafana`: writes src/console/grafana.json. */
import { grafanaDashboard } from "../console/grafana/dashboard.ts";
import { runCommand } from "./command-line.ts";
import { writeGenerated } from "./generated-file.ts";

await runCommand({
  usage: "Usage: npm run grafana\nWrites src/console/grafana.json.",
  reads: {},
  run: () => writeGenerated("grafana.json", grafanaDashboard()),
});
