/**
 * `npm start`: runs the gateway and the demonstration origin locally and prints what to try.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { hints } from "./hints.ts";
import { portOf, WranglerOutput } from "./wrangler-output.ts";

const WRANGLER = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin/wrangler.js",
);
const ASKED_PORT = process.env.PORT ?? "8787";

const port = portOf(ASKED_PORT);
if (port === null) {
  process.stderr.write(`PORT wants a number from 1 to 65535, got ${JSON.stringify(ASKED_PORT)}.\n`);
  process.exitCode = 1;
} else start(port);

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
