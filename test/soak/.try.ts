import { mkdtempSync, readFileSync } from "node:fs"; import { join } from "node:path";
import { startOrigin } from "../bench/throughput-origin.ts";
import { startWorker } from "../bench/workers.ts";
import { memory } from "../bench/processes.ts";
import { Load } from "../bench/throughput-load.ts";
const folder = mkdtempSync("/tmp/try-soak-");
const small = await startOrigin(folder);
const worker = await startWorker({ folder: join(folder, "worker"), code: { bundle: "/tmp/bench-out" }, v8Flags: ["--expose-gc", "--min-semi-space-size=1", "--max-semi-space-size=1", ...(process.env.FLAGS ?? "").split(" ").filter(Boolean)],
 onDataPoint: 'if (point.indexes[0] === "collect") { gc(); console.log("collected") }',
 variables: { ROUTES: [ { path: "/npm/*", format: "npm", origin: small.url }, { path: "/maven/*", format: "maven", origin: small.url }, { path: "/collect/*", id: "collect", format: "generic", origin: "http://127.0.0.1:1" } ] } });
const load = new Load();
const paths = (process.argv[2] ?? "/npm/left-pad,/npm/-/package/left-pad/dist-tags,/npm/protected,/maven/x.sha1,/nothing").split(",");
for (let batch = 0; batch < 12; batch++) {
  for (const path of paths) await load.send({ url: worker.url + path, headers: {"user-agent": "npm/11", "accept-encoding": "gzip"}, connections: 8, requests: 10000/paths.length });
  const b = memory(worker.pid).residentKiB / 1024;
  for (let i = 0; i < 3; i++) { await fetch(worker.url + "/collect/x"); await new Promise(r => setTimeout(r, 200)); }
  console.log(batch, b.toFixed(1), "->", (memory(worker.pid).residentKiB / 1024).toFixed(1));
}
console.log(readFileSync(worker.log, "utf8").split("\n").filter(l => /collected|rror:/.test(l)).slice(0,3));
load.close(); await worker.close(); await small.close();
