/**
 * Edits of a TOML file that leave every other byte as it is, comments included. The parser gives the positions; an edit is a
 * splice, and its result is parsed again and compared with what was wanted. Pure.
 */
import { isDeepStrictEqual } from "node:util";
import { type AST, getStaticTOMLValue, ParseError, parseTOML } from "toml-eslint-parser";
import { keyText, type TomlValue, UneditableFile, valueText } from "./toml-value.ts";

/** The path of a table: `["vars"]`, `["vars", "ROUTES", 0]`; empty for the keys above all tables. */
export type TablePath = readonly (string | number)[];

/** The value at a path, or undefined. */
export function valueAt(text: string, path: TablePath): unknown {
  return follow(getStaticTOMLValue(parse(text)), path);
}

/** The text with a key set in a table: in place of its value or of a commented-out sample, or after the table's other keys. */
export function withKey(text: string, table: TablePath, key: string, value: TomlValue): string {
  const line = `${keyText(key)} = ${valueText(value)}`;
  const place = placeOf(text, table);
  if (place === null) {
    const header = table.map((part) => keyText(String(part))).join(".");
    return checked(appended(text, `[${header}]${eol(text)}${line}`), [...table, key], value, line);
  }
  const present = place.keys.find((pair) => isKey(pair, key));
  if (present !== undefined)
    return checked(splice(text, present.value.range, valueText(value)), [...table, key], value, line);
  const sample = place.comments.find((comment) => isSampleOf(comment, key));
  const edited =
    sample === undefined ? inserted(text, place.insertAt, line) : splice(text, sample.range, line);
  return checked(edited, [...table, key], value, line);
}

/** The text without a key of a table, including its line and the comment on that line. */
export function withoutKey(text: string, table: TablePath, key: string): string {
  const present = placeOf(text, table)?.keys.find((pair) => isKey(pair, key));
  if (present !== undefined) return removed(text, present.range[0], present.range[1]);
  if (valueAt(text, [...table, key]) === undefined) return text;
  throw new UneditableFile(`${[...table, key].join(".")} can't be removed from this file; do it by hand.`);
}

interface Place {
  readonly keys: readonly AST.TOMLKeyValue[];
  /** The comments between this table's beginning and the next. */
  readonly comments: readonly AST.Comment[];
  /** The end of the line after which a new key goes. */
  readonly insertAt: number;
}

/** Null if the file has no such table. */
export function placeOf(text: string, path: TablePath): Place | null {
  const program = parse(text);
  const { body } = program.body[0];
  const tables = body.filter((node) => node.type === "TOMLTable");
  const table = tables.find(({ resolvedKey }) => isDeepStrictEqual(resolvedKey, [...path]));
  if (table === undefined && path.length > 0) return null;
  const keys = table?.body ?? body.filter((node) => node.type === "TOMLKeyValue");
  const start = table?.range[0] ?? 0;
  const end =
    tables.find(({ range }) => range[0] > start || (table === undefined && range[0] >= start))?.range[0] ??
    text.length;
  const last = keys.at(-1)?.range[1] ?? table?.key.range[1] ?? 0;
  return {
    keys,
    comments: program.comments.filter(
      ({ range }) => range[0] >= start && range[1] <= end && startsLine(text, range[0]),
    ),
    insertAt: last === 0 ? 0 : lineEnd(text, last),
  };
}

export function isKey({ key }: AST.TOMLKeyValue, name: string): boolean {
  const [first, ...rest] = key.keys;
  return rest.length === 0 && first !== undefined && getStaticTOMLValue(first) === name;
}

/** Whether the comment is this key, commented out. */
function isSampleOf({ value }: AST.Comment, key: string): boolean {
  if (!value.trimStart().startsWith(`${key} = `)) return false;
  try {
    parseTOML(value);
    return true;
  } catch {
    return false;
  }
}

function checked(text: string, path: TablePath, value: TomlValue, line: string): string {
  if (isDeepStrictEqual(valueOrNothing(text, path), value)) return text;
  throw new UneditableFile(`${path.join(".")} can't be set in this file; write it by hand: ${line}`);
}

function valueOrNothing(text: string, path: TablePath): unknown {
  try {
    return valueAt(text, path);
  } catch (error) {
    if (error instanceof UneditableFile) return undefined;
    throw error;
  }
}

export function parse(text: string): AST.TOMLProgram {
  try {
    return parseTOML(text);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new UneditableFile(`Line ${error.lineNumber}: ${error.message}`);
  }
}

function follow(value: unknown, path: TablePath): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, first)) return undefined;
  return follow(Object.entries(value).find(([key]) => key === String(first))?.[1], rest);
}

export function splice(text: string, [start, end]: readonly [number, number], by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

export function removed(text: string, start: number, end: number): string {
  const next = text.indexOf("\n", end);
  return text.slice(0, start) + (next === -1 ? "" : text.slice(next + 1));
}

/** Inserts a line after the one that ends there; 0: before all others. */
function inserted(text: string, at: number, line: string): string {
  const newline = eol(text);
  return at === 0 ? line + newline + text : text.slice(0, at) + newline + line + text.slice(at);
}

export function appended(text: string, table: string): string {
  const newline = eol(text);
  const before = text === "" || text.endsWith("\n") ? text : text + newline;
  return `${before}${before === "" ? "" : newline}${table}${newline}`;
}

export function lineEnd(text: string, at: number): number {
  const next = text.indexOf(eol(text), at);
  return next === -1 ? text.length : next;
}

export function startsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === "\n";
}

export function eol(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}
