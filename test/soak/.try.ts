import { mkdtempSync, readFileSync } from "node:fs"; import { join } from "node:path";
import { startOrigin } from "../bench/throughput-origin.ts";
import { startWorker } from "../bench/workers.ts";
import { memory } from "../bench/processes.ts";
import { Load } from "../bench/throughput-load.ts";
const small = await startOrigin(mkdtempSync("/tmp/try-soak-"));
for (const flags of [["--max-semi-space-size=1"], ["--max-semi-space-size=1", "--min-semi-space-size=1", "--max-heap-size=64"], []]) 
for (const path of ["/npm/left-pad", "/npm/-/package/left-pad/dist-tags", "/npm/protected", "/maven/x.sha1"]) {
const worker = await startWorker({ folder: join(mkdtempSync("/tmp/try-soak-"), "worker"), code: { bundle: "/tmp/bench-out" }, v8Flags: ["--expose-gc", ...flags],
 onDataPoint: 'if (point.indexes[0] === "collect") { gc(); }',
 variables: { ROUTES: [ { path: "/npm/*", format: "npm", origin: small.url }, { path: "/maven/*", format: "maven", origin: small.url }, { path: "/collect/*", id: "collect", format: "generic", origin: "http://127.0.0.1:1" } ] } });
const load = new Load(); const out = [];
for (let batch = 0; batch < 16; batch++) {
  await load.send({ url: worker.url + path, headers: {"user-agent": "npm/11", "accept-encoding": "gzip"}, connections: 8, requests: 2500 });
  for (let i = 0; i < 2; i++) { await fetch(worker.url + "/collect/x"); await new Promise(r => setTimeout(r, 50)); }
  out.push((memory(worker.pid).residentKiB / 1024).toFixed(1));
}
console.log(flags.join(" "), path, out.join(" "));
load.close(); await worker.close(); }
await small.close();
