/**
 * `npm start`: runs the gateway and the demonstration registry locally and prints what to try.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { beforeClosedOutput, runCommand } from "../cli/command-line.ts";
import { WRANGLER } from "../cli/wrangler.ts";
import { hints } from "./hints.ts";
import { portOf, WranglerOutput } from "./wrangler-output.ts";

await runCommand({
  usage: `Usage: npm start
Runs the gateway in front of a demonstration registry and prints what to try. PORT=8788 npm start uses another port than 8787.`,
  reads: {},
  run: () => {
    const requested = process.env.PORT ?? "8787";
    const port = portOf(requested);
    if (port !== null) return start(port);
    process.stderr.write(`PORT wants a number from 1 to 65535, got ${JSON.stringify(requested)}.\n`);
    process.exitCode = 1;
  },
});

function start(port: number): void {
  const child = spawn(process.execPath, [WRANGLER, ...wranglerArgs(port)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
  });
  const output = new WranglerOutput();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (line) => {
      const wasReady = output.isReady;
      print(output.hear(line));
      if (!wasReady && output.isReady) process.stdout.write(hints(`http://localhost:${port}`));
    });
  }
  beforeClosedOutput(() => child.kill());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  // Unlike "exit", "close" comes after the last line.
  child.on("close", (code) => {
    if (!output.isReady) {
      print(output.rest());
      const another = output.isPortTaken ? ` Port ${port} is taken: PORT=8788 npm start uses another.` : "";
      process.stderr.write(`The gateway did not start.${another}\n`);
    }
    process.exitCode = code ?? 0;
  });
}

function wranglerArgs(port: number): string[] {
  return [
    "dev",
    ...["-c", join(import.meta.dirname, "gateway.toml"), "-c", join(import.meta.dirname, "origin.toml")],
    ...["--port", String(port), "--inspector-port", "0"],
    ...["--live-reload=false", "--show-interactive-dev-session=false"],
  ];
}

function print(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
