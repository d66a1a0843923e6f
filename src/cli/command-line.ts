/**
 * What this project's commands share: `--help`, and one line instead of a stack trace for mistakes of the operator. On
 * Node only.
 */
import { relative } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";

export interface Command<Options extends ParseArgsConfig> {
  /** Printed for `--help`. */
  readonly usage: string;
  /** What `parseArgs` is to read. */
  readonly reads: Options;
  /** The exit code of a mistake. */
  readonly refusal?: number;
  readonly run: (given: ReturnType<typeof parseArgs<Options>>) => void | Promise<void>;
}

/** Parses the arguments of this process and runs the command; other errors keep their stack trace. */
export async function runCommand<Options extends ParseArgsConfig>(command: Command<Options>): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === "--help" || argument === "-h")) {
    process.stdout.write(`${command.usage}\n`);
    return;
  }
  try {
    await command.run(parseArgs(command.reads));
  } catch (error) {
    const says = mistake(error);
    if (says === null) throw error;
    process.stderr.write(`${says}\n`);
    process.exitCode = command.refusal ?? 1;
  }
}

/** The line for a mistake on the command line or in the wrangler file; null for any other error. */
export function mistake(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_")) {
    return `${firstSentence(error.message)} --help says which options there are.`;
  }
  // This marks mistakes of the user in wrangler (4.156: UserError and its subclass ParseError).
  if (!("telemetryMessage" in error)) return null;
  return `${placeOf(error)}${withoutAdvice(error.message)}`;
}

/** The rest of parseArgs' message is about positional arguments that begin with a dash. */
function firstSentence(message: string): string {
  return `${message.split(/[.\n]/, 1)[0] ?? ""}.`;
}

/** `wrangler.toml:2:7: ` if a TOML or JSON file can't be parsed, else empty. */
function placeOf(error: Error): string {
  const location: unknown = "location" in error ? error.location : undefined;
  if (typeof location !== "object" || location === null) return "";
  if (!("file" in location && "line" in location && "column" in location)) return "";
  return `${relative(process.cwd(), String(location.file))}:${location.line}:${location.column}: `;
}

/** wrangler lists its findings and, after an empty line, suggests what to write. */
function withoutAdvice(message: string): string {
  const [findings = ""] = message.split(/\n\s*\n/, 1);
  return findings
    .replaceAll(/\n\s*- /g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
