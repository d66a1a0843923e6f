/**
 * Requests that two readers could read differently: the origin gets each of them once, as one plain request below its
 * base, or not at all. FUZZ_RUNS sets the number of runs (`npm run fuzz`).
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { staysBelow } from "../security/any-path.ts";
import { anyRequestBytes, CLAIMED } from "./any-request-bytes.ts";
import { ask, Connection } from "./client.ts";
import type { Recorded } from "./recorder.ts";
import { serveGateway, serveRecorder } from "./serve.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const TIMEOUT_MS = 60_000 + RUNS * 100;
/** Requests sent at once, each on its own connection. */
const AT_ONCE = 20;
/** Silence after which a request whose content never comes is given up. */
const SILENCE_MS = 150;

const origin = serveRecorder();
const gateway = serveGateway(() => [
  { path: "/r/*", format: "generic", origin: `${origin.url}/base`, retries: 0 },
]);

let sent = 0;

/** Sends one and waits until the gateway sends no more. */
async function send(request: string): Promise<string> {
  const id = `id-${sent++}-`;
  const client = await Connection.open(gateway.port());
  client.send(Buffer.from(request.replaceAll("{id}", id), "latin1"));
  for (let seen = -1; seen !== client.received.length && client.end === "open"; ) {
    seen = client.received.length;
    await new Promise((resolve) => setTimeout(resolve, SILENCE_MS));
  }
  client.close();
  return id;
}

function isOf(id: string): (request: Recorded) => boolean {
  return ({ target, headers }) => target.includes(id) || headers.some(([, value]) => value.includes(id));
}

function expectPlain(requests: readonly Recorded[]): void {
  for (const { line, target, headers } of requests) {
    expect(line).not.toContain("smuggled");
    expect([line, staysBelow("base", target)]).toEqual([line, true]);
    const said = headers.map(([name, value]) => `${name}: ${value}`).join("\n");
    expect(said).not.toContain(CLAIMED);
    expect(said).toMatch(new RegExp(`^Host: 127\\.0\\.0\\.1:${origin.port}$`, "m"));
  }
}

test("a request is one request at the origin, or none", { timeout: TIMEOUT_MS, retry: 0 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRequestBytes, { minLength: AT_ONCE, maxLength: AT_ONCE }),
      async (requests) => {
        const before = { requests: origin.requests.length, faults: origin.faults.length };
        const ids = await Promise.all(requests.map(send));
        expect(origin.faults.slice(before.faults)).toEqual([]);
        const came = origin.requests.slice(before.requests);
        expectPlain(came);
        for (const id of ids) expect(came.filter(isOf(id)).length).toBeLessThanOrEqual(1);
        expect(came.length).toBeLessThanOrEqual(requests.length);
      },
    ),
    { numRuns: Math.ceil(RUNS / AT_ONCE) },
  );
  const plain = await ask(gateway.port(), "/r/after", { method: "PUT", body: "upload" });
  expect([plain.status, plain.text]).toEqual([200, "ok"]);
  expect(origin.requests.at(-1)).toMatchObject({ target: "/base/after", body: Buffer.from("upload") });
  // The generator is useful only if a good part of its requests get through.
  expect(origin.requests.length).toBeGreaterThan(sent / 20);
});
