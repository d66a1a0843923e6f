/** How a line about a bad configuration quotes a value. Pure. */

const QUOTE_MAX_CHARACTERS = 80;

export function quote(value: unknown): string {
  return `${JSON.stringify(value)}`.slice(0, QUOTE_MAX_CHARACTERS);
}

/** The end of the line: the value that was found, unless it is a table or missing. */
export function got(value: unknown): string {
  return value === undefined || typeof value === "object" ? "" : `, got ${quote(value)}`;
}
