/**
 * `npm start`: the gateway and the demonstration origin on this machine, and what to try.
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const PORT = process.env.PORT ?? "8787";
const GATEWAY = `http://localhost:${PORT}`;

const COMMANDS = `
Outspoken stands at ${GATEWAY} in front of a demonstration registry. Try, in another terminal:

  npm view protected   --registry ${GATEWAY}/npm/       refused: the reason is in the error line
  npm view protected   --registry ${GATEWAY}/off/npm/   the same with Outspoken switched off
  npm view expired     --registry ${GATEWAY}/npm/       an expired token
  npm view quarantined --registry ${GATEWAY}/npm/       stopped by a policy
  npm view missing     --registry ${GATEWAY}/npm/       not there
  npm view silent      --registry ${GATEWAY}/npm/ --fetch-retries=0   an origin that never answers: 504
  npm view dead-host   --registry ${GATEWAY}/npm/ --fetch-retries=0   an origin whose host is dead: 502
  npm install good     --registry ${GATEWAY}/npm/       a package that installs, integrity and all

  gem install protected --clear-sources --source ${GATEWAY}/gems/
  GOPROXY=${GATEWAY}/go GONOSUMDB=* go mod download example.com/protected@v1.0.0
  pip download protected --index-url ${GATEWAY}/pypi/simple/ --no-deps
  pip download ${GATEWAY}/pypi/files/protected-1.0-py3-none-any.whl

The operator's page: ${GATEWAY}/-/outspoken/   sign in with the token "demonstration"

Every failure is logged below as one line of JSON. Ctrl+C ends.
`;

const wrangler = join(
  dirname(createRequire(import.meta.url).resolve("wrangler/package.json")),
  "bin/wrangler.js",
);
const child = spawn(
  process.execPath,
  [
    wrangler,
    "dev",
    ...["-c", join(HERE, "gateway.toml"), "-c", join(HERE, "origin.toml")],
    ...[
      "--port",
      PORT,
      "--inspector-port",
      "0",
      "--live-reload=false",
      "--show-interactive-dev-session=false",
    ],
  ],
  {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" },
  },
);

let ready = false;
for (const stream of [child.stdout, child.stderr]) {
  createInterface({ input: stream }).on("line", (line) => {
    // wrangler puts the Worker's name before its log lines where it runs several.
    const logged = /^(?:\[[\w-]+\] )?(\{.*\}|.*\bERROR\b.*)$/.exec(line)?.[1];
    if (!ready && line.includes("Ready on")) {
      ready = true;
      process.stdout.write(COMMANDS);
    } else if (logged !== undefined) {
      process.stdout.write(`${logged}\n`);
    }
  });
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => {
  if (!ready)
    process.stderr.write(
      `The gateway did not start. Is port ${PORT} taken? PORT=8788 npm start uses another.\n`,
    );
  process.exitCode = code ?? 0;
});
