/**
 * `npm run switch -- <route> on|off|25%|observe|configured|maintenance`: sets a route's switch without a deploy, or shows it if
 * no value is given. Options: `--local` (the KV of `wrangler dev`), `--config wrangler.toml`, `--env staging`; for a
 * maintenance `--for 30m` or `--until 2026-12-01T14:00:00Z`.
 */
import { userInfo } from "node:os";
import { newReference } from "../failure/reference.ts";
import { runCommand } from "./command-line.ts";
import {
  recordArgs,
  type SwitchArguments,
  saysNoSwitch,
  shownValue,
  switchCommand,
  USAGE,
} from "./switch-command.ts";
import { runWrangler } from "./wrangler.ts";

await runCommand({
  usage: USAGE,
  reads: {
    allowPositionals: true,
    options: {
      config: { type: "string", default: "wrangler.toml" },
      env: { type: "string" },
      local: { type: "boolean", default: false },
      for: { type: "string" },
      until: { type: "string" },
    },
  },
  run: ({ values, positionals: [route, value, text] }) =>
    setSwitch({
      route,
      value,
      text,
      for: values.for,
      until: values.until,
      local: values.local,
      env: values.env,
      config: values.config,
    }),
});

async function setSwitch(given: SwitchArguments): Promise<void> {
  const { readDeployment } = await import("./deployment.ts");
  const { configuration, namespaces } = readDeployment(
    given.config,
    given.env,
    given.local ? "local" : "deployed",
  );
  const command = switchCommand(given, configuration, namespaces, Date.now());
  switch (command.kind) {
    case "refused":
      end(command.says, 1);
      break;
    case "change": {
      const { status, output } = wrangler(command.args);
      if (status !== 0) return end(output, status);
      const record = { who: author(), atMs: Date.now(), salt: newReference() };
      const recorded = wrangler(recordArgs(command, given, record));
      end(
        recorded.status === 0
          ? command.says
          : `${command.says}\nThe change was made, but not recorded: ${recorded.output}`,
        0,
      );
      break;
    }
    case "show": {
      const { status, output } = wrangler(command.args);
      if (saysNoSwitch(output)) end(`no switch: as configured (${command.configured})`, 0);
      else end(shownValue(output, command.configured, Date.now()), status);
    }
  }
}

/** The name for the record: OUTSPOKEN_OPERATOR if set, otherwise the user of this machine. */
function author(): string {
  return process.env.OUTSPOKEN_OPERATOR ?? userInfo().username;
}

function end(says: string, status: number): void {
  process.stdout.write(`${says}\n`);
  process.exitCode = status;
}

function wrangler(args: readonly string[]): { status: number; output: string } {
  const { status, stdout, stderr } = runWrangler(args);
  return { status, output: status === 0 ? stdout : stdout + stderr };
}
