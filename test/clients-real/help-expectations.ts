/**
 * How each program's terminal shows the help that follows a reason.
 */
import type { Expectation } from "./expectations.ts";
import type { OperationName, Program } from "./programs/program.ts";

/** How a terminal shows the help after a refusal's reason. */
export type HelpExpectation =
  /** As often as the reason, and clean. */
  | { readonly kind: "shown" }
  /** The program's own punctuation follows without a blank. */
  | { readonly kind: "stuck"; readonly signs: string; readonly because: string }
  /** Broken by the program's own line ends. */
  | { readonly kind: "broken"; readonly because: string }
  | { readonly kind: "silent"; readonly because: string };

type HelpByOperation = Readonly<Partial<Record<OperationName | "any", HelpExpectation>>>;

const NO_PATH: HelpExpectation = {
  kind: "silent",
  because: "the reason is in the path of a URL, which can't contain another URL",
};
const stuck = (signs: string, because: string): HelpExpectation => ({ kind: "stuck", signs, because });
const QUOTED = "prints the text in quotation marks";

/** By program or family; those not listed show it wherever they show the reason. */
const HELP_EXPECTATIONS: Readonly<Record<string, HelpByOperation>> = {
  "pnpm 12": { install: { kind: "broken", because: "breaks lines at hyphens, even inside a URL" } },
  yarn: { publish: stuck('"', QUOTED) },
  bun: { install: NO_PATH, download: NO_PATH },
  dnf: { any: NO_PATH },
  hatch: { any: stuck("'", QUOTED) },
  wget: { any: stuck(".", "prints a full stop right after the text") },
  skopeo: { any: stuck('"', QUOTED) },
  regctl: { install: stuck('"', QUOTED), publish: stuck('"', QUOTED) },
  rattler: { any: stuck(")", "prints the text in parentheses") },
  anthropic: { any: stuck("'}}", "prints the whole error object") },
  curl: { any: stuck('"}', "prints the body, and an API's JSON stays JSON") },
};

export function helpExpectation(
  program: Program,
  operation: OperationName,
  reason: Expectation,
): HelpExpectation {
  if (reason.kind === "silent") return reason;
  for (const key of [program.name, program.family]) {
    const rows = HELP_EXPECTATIONS[key];
    const found = rows?.[operation] ?? rows?.any;
    if (found !== undefined) return found;
  }
  return { kind: "shown" };
}
