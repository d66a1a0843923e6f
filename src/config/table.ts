/** A variable of `wrangler.toml` that is a table or an array. Pure. */

export type Table =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly because: string };

/** In: a table, or the same as JSON text, which `--var` and `.dev.vars` can set. */
export function readTable(value: unknown): Table {
  try {
    return { ok: true, value: typeof value === "string" ? JSON.parse(value) : value };
  } catch (error) {
    const because = error instanceof Error ? error.message.replace(/\s+/g, " ") : "";
    return { ok: false, because };
  }
}
