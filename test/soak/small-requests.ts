/** Thousands of small requests, and whether each leaves something behind. */
import { memory } from "../bench/processes.ts";
import { Load } from "../bench/throughput-load.ts";
import { mib, type Report } from "./report.ts";

export async function checkSmallRequests(report: Report, gateway: string, pid: number): Promise<void> {
  report.section("small requests");
  const load = new Load();
  for (let batch = 0; batch < 24; batch++) {
    for (const path of ["/npm/left-pad", "/npm/-/package/left-pad/dist-tags", "/npm/protected", "/maven/x.sha1", "/nothing"]) {
      const sent = await load.send({ url: gateway + path, headers: {"user-agent": "npm/11", "accept-encoding": "gzip"}, connections: 8, requests: 1000 });
    }
    report.note(String(batch), `${mib(memory(pid).residentKiB)} peak ${mib(memory(pid).peakKiB)}`);
  }
  load.close();
}
