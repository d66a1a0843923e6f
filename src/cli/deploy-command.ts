/**
 * `npm run deploy` from its arguments to what it does: the check, listing the secrets that are set, then wrangler. Pure.
 */
import { parseArgs } from "node:util";

/** Options of wrangler that matter here too. */
const WRANGLER_OPTIONS = { name: { type: "string" }, "dry-run": { type: "boolean" } } as const;

export interface Deploy {
  /** What is checked. */
  readonly file: string;
  readonly environment: string | undefined;
  /** The arguments with which wrangler lists the secrets that are set; null if nothing is going to be deployed. */
  readonly listSecrets: readonly string[] | null;
  /** The arguments with which it deploys. */
  readonly deploy: readonly string[];
}

const OPTIONS = {
  config: { type: "string", short: "c", default: "wrangler.toml" },
  env: { type: "string", short: "e", default: "" },
} as const;

/** In: the arguments; unknown ones are passed on to wrangler unchanged. */
export function deployCommand(args: readonly string[]): Deploy {
  const { known, others } = divide(args);
  const { config, env } = parseArgs({ args: known, options: OPTIONS }).values;
  // If there is no `--env`, not even an empty one, wrangler asks.
  const place = ["--config", config, `--env=${env}`];
  const { name, "dry-run": isDry } = parseArgs({
    args: others,
    options: WRANGLER_OPTIONS,
    strict: false,
  }).values;
  const named = typeof name === "string" ? ["--name", name] : [];
  return {
    file: config,
    environment: env === "" ? undefined : env,
    listSecrets: isDry === true ? null : ["secret", "list", "--format", "json", ...place, ...named],
    deploy: ["deploy", ...place, ...others],
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
