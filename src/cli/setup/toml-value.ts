/** Values in the syntax of TOML. Pure. */

export type TomlValue = string | number | boolean | readonly TomlValue[] | TomlTable;
export interface TomlTable {
  readonly [key: string]: TomlValue;
}

/** The file is written in a way that can't be edited here. The message says what to write by hand. */
export class UneditableFile extends Error {}

/** A JSON string is also a basic string in TOML. */
export function valueText(value: TomlValue): string {
  if (typeof value !== "object") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueText).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, inner]) => `${keyText(key)} = ${valueText(inner)}`);
  return `{ ${pairs.join(", ")} }`;
}

export function keyText(key: string): string {
  return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
}

/** A parsed value as one that can be written. */
export function plain(value: unknown): TomlValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "object" && value !== null && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  throw new UneditableFile("This file has a value that can't be edited here; write the route by hand.");
}

function isList(value: TomlValue): value is readonly TomlValue[] {
  return Array.isArray(value);
}
