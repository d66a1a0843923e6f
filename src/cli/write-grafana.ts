/** `npm run grafana`: writes src/console/grafana.json. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { grafanaDashboard } from "../console/grafana/dashboard.ts";

const FILE = fileURLToPath(new URL("../console/grafana.json", import.meta.url).href);

writeFileSync(FILE, `${JSON.stringify(grafanaDashboard(), null, 2)}\n`);
