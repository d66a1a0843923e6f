/**
 * What this project's commands share: `--help`, one line instead of a stack trace for an operator's mistake, and a quiet end
 * when the reader of the output has gone (`npm run check | head -1`). On Node only.
 */
import { relative } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";

export interface Usage<Options extends ParseArgsConfig> {
  /** Printed for `--help`. */
  readonly usage: string;
  /** The configuration of `parseArgs`. */
  readonly reads: Options;
  /** The options that take an integer. */
  readonly integers?: readonly string[];
  /** The exit code of a mistake. */
  readonly refusal?: number;
}

export interface Command<Options extends ParseArgsConfig> extends Usage<Options> {
  readonly run: (given: Given<Options>) => void | Promise<void>;
}

type Given<Options extends ParseArgsConfig> = ReturnType<typeof parseArgs<Options>>;

/** Parses the arguments of this process and runs the command; other errors keep their stack trace. */
export async function runCommand<Options extends ParseArgsConfig>(command: Command<Options>): Promise<void> {
  endWithOutput();
  if (isHelpRequested()) {
    process.stdout.write(`${command.usage}\n`);
    return;
  }
  try {
    await command.run(parse(command));
  } catch (error) {
    refuse(error, command);
  }
}

/** The arguments of a script that runs from top to bottom; after `--help` or a mistake the process ends here. */
export function readArguments<Options extends ParseArgsConfig>(command: Usage<Options>): Given<Options> {
  endWithOutput();
  if (isHelpRequested()) {
    process.stdout.write(`${command.usage}\n`);
    process.exit();
  }
  try {
    return parse(command);
  } catch (error) {
    refuse(error, command);
    process.exit();
  }
}

function parse<Options extends ParseArgsConfig>({ reads, integers = [] }: Usage<Options>): Given<Options> {
  const given = parseArgs(reads);
  const values = new Map(Object.entries(given.values));
  for (const name of integers) {
    const value = values.get(name);
    if (value !== undefined && !/^\d+$/.test(String(value))) throw new NotInteger(name, String(value));
  }
  return given;
}

class NotInteger extends Error {
  constructor(option: string, value: string) {
    super(`--${option} wants an integer, not "${value}". --help lists the options.`);
  }
}

const closings: (() => unknown)[] = [];

/** Registers what must not outlive this process; it is ended when the reader of the output has gone. */
export function beforeClosedOutput(close: () => unknown): void {
  closings.push(close);
}

/** When the reader of the output has gone, which is not an error, ends silently with the exit code set so far. */
function endWithOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", async (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      for (const close of closings.splice(0).toReversed()) await close();
      process.exit();
    });
  }
}

function isHelpRequested(): boolean {
  return process.argv.slice(2).some((argument) => argument === "--help" || argument === "-h");
}

function refuse(error: unknown, { refusal = 1 }: { readonly refusal?: number }): void {
  const says = mistake(error);
  if (says === null) throw error;
  process.stderr.write(`${says}\n`);
  process.exitCode = refusal;
}

/** The line for a mistake on the command line or in the wrangler file; null for any other error. */
export function mistake(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof NotInteger) return error.message;
  if ("code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_")) {
    return `${firstSentence(error.message)} --help lists the options.`;
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
