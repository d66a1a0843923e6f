/**
 * `npm run deploy` from its arguments to the commands it runs: the check, then wrangler. Pure.
 */
import { parseArgs } from "node:util";

export interface Deploy {
  readonly check: readonly string[];
  readonly wrangler: readonly string[];
}

const OPTIONS = {
  config: { type: "string", short: "c", default: "wrangler.toml" },
  env: { type: "string", short: "e", default: "" },
} as const;

/** In: the arguments. Out: those of the check and those of wrangler, which gets every unknown option unchanged. */
export function deployCommand(args: readonly string[]): Deploy {
  const { known, others } = divide(args);
  const { config, env } = parseArgs({ args: known, options: OPTIONS }).values;
  return {
    check: ["--config", config, ...(env === "" ? [] : ["--env", env])],
    // Without `--env`, even an empty one, wrangler asks.
    wrangler: ["deploy", "--config", config, `--env=${env}`, ...others],
  };
}

function divide(args: readonly string[]): { known: string[]; others: string[] } {
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const ours = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !Object.hasOwn(OPTIONS, token.name)) continue;
    ours.add(token.index);
    if (token.inlineValue === false) ours.add(token.index + 1);
  }
  return {
    known: args.filter((_, index) => ours.has(index)),
    others: args.filter((_, index) => !ours.has(index)),
  };
}
