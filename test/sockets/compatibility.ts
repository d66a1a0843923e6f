/** The compatibility date and flags in wrangler.toml. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const WRANGLER = readFileSync(join(import.meta.dirname, "../../wrangler.toml"), "utf8");
const FLAGS = /^compatibility_flags = \[(.*)\]$/m.exec(WRANGLER)?.[1] ?? "";

/** Every Worker gets the same. */
export const COMPATIBILITY = {
  compatibilityDate: /^compatibility_date = "(.*)"$/m.exec(WRANGLER)?.[1] ?? "",
  compatibilityFlags: [...FLAGS.matchAll(/"(.*?)"/g)].map(([, flag = ""]) => flag),
};
