/** Edits of arrays of tables (`[[name]]`), inline ones too; see `toml-text.ts`. Pure. */
import { isDeepStrictEqual } from "node:util";
import { type AST, getStaticTOMLValue } from "toml-eslint-parser";
import {
  appended,
  eol,
  isKey,
  lineEnd,
  parse,
  placeOf,
  removed,
  splice,
  startsLine,
  type TablePath,
  valueAt,
  withKey,
  withoutKey,
} from "./toml-text.ts";
import { keyText, plain, type TomlTable, type TomlValue, UneditableFile, valueText } from "./toml-value.ts";

/** The wanted keys of an entry; null: to be removed. Other keys stay. */
export type Entry = Readonly<Record<string, TomlValue | null>>;

/** The text with an entry of an array of tables changed if one matches, otherwise added. */
export function withEntry(
  text: string,
  array: readonly string[],
  matches: (entry: unknown) => boolean,
  entry: Entry,
): string {
  const present = valueAt(text, array);
  const kept = Object.fromEntries(
    Object.entries(entry).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
  if (present === undefined) return withNewTable(text, array, kept);
  const line = `${array.join(".")}: ${valueText(kept)}`;
  if (!Array.isArray(present))
    throw new UneditableFile(`This file has ${array.join(".")} as text; write into it by hand: ${line}`);
  const index = present.findIndex(matches);
  const inline = inlineArray(text, array);
  if (inline !== null) return withInlineEntry(text, inline, index, entry, kept);
  if (index === -1) return withNewTable(text, array, kept);
  return Object.entries(entry).reduce(
    (edited, [key, value]) =>
      value === null
        ? withoutKey(edited, [...array, index], key)
        : withKey(edited, [...array, index], key, value),
    text,
  );
}

/** The text without the tables of an array that match. */
export function withoutTables(
  text: string,
  array: readonly string[],
  matches: (entry: unknown) => boolean,
): string {
  const present = valueAt(text, array);
  if (!Array.isArray(present) || inlineArray(text, array) !== null) return text;
  const index = present.findIndex(matches);
  if (index === -1) return text;
  const nodes = tablesBelow(parse(text), [...array, index]);
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return text;
  return withoutTables(removed(text, first.range[0], last.range[1]), array, matches);
}

/** The text with keys of a table set; a new table replaces a commented-out sample of it, or goes to the end. */
export function withTable(text: string, path: readonly string[], keys: TomlTable): string {
  if (valueAt(text, path) !== undefined)
    return Object.entries(keys).reduce((edited, [key, value]) => withKey(edited, path, key, value), text);
  const header = `[${path.map(keyText).join(".")}]`;
  const sample = sampleTable(text, parse(text), header);
  const table = tableText(text, header, keys);
  return sample === null ? appended(text, table) : splice(text, sample, table);
}

function tableText(text: string, header: string, keys: TomlTable): string {
  const lines = Object.entries(keys).map(([key, value]) => `${keyText(key)} = ${valueText(value)}`);
  return [header, ...lines].join(eol(text));
}

/** A new table of an array: in place of a commented-out sample of it, after the array's other tables, or at the end. */
function withNewTable(text: string, array: readonly string[], entry: TomlTable): string {
  const header = `[[${array.map(keyText).join(".")}]]`;
  const table = tableText(text, header, entry);
  const program = parse(text);
  const sample = sampleTable(text, program, header);
  const last = tablesBelow(program, array).at(-1);
  if (sample !== null) return splice(text, sample, table);
  if (last === undefined) return appended(text, table);
  const end = lineEnd(text, last.range[1]);
  return `${text.slice(0, end)}${eol(text)}${eol(text)}${table}${text.slice(end)}`;
}

/** Where `# [[header]]` and its commented-out keys are, if no key of another table follows them. */
function sampleTable(text: string, program: AST.TOMLProgram, header: string): AST.Range | null {
  const { comments } = program;
  const at = comments.findIndex(({ value }) => value.trim() === header);
  const first = comments[at];
  if (first === undefined) return null;
  let last = first;
  for (const comment of comments.slice(at + 1)) {
    if (comment.loc.start.line !== last.loc.end.line + 1 || !/^\s*[\w-]+ = /.test(comment.value)) break;
    last = comment;
  }
  const after = program.body[0].body.flatMap((node) =>
    node.type === "TOMLTable" ? [node, ...node.body] : [node],
  );
  const next = after
    .filter(({ range }) => range[0] > last.range[1])
    .toSorted((a, b) => a.range[0] - b.range[0])[0];
  if (next?.type === "TOMLKeyValue" || !startsLine(text, first.range[0])) return null;
  return [first.range[0], last.range[1]];
}

function inlineArray(text: string, array: readonly string[]): AST.TOMLArray | null {
  const key = array.at(-1) ?? "";
  const value = placeOf(text, array.slice(0, -1))?.keys.find((pair) => isKey(pair, key))?.value;
  return value?.type === "TOMLArray" ? value : null;
}

function withInlineEntry(
  text: string,
  array: AST.TOMLArray,
  index: number,
  entry: Entry,
  kept: TomlTable,
): string {
  const present = array.elements[index];
  if (present?.type === "TOMLInlineTable") {
    const others = Object.entries(getStaticTOMLValue(present)).filter(([key]) => !Object.hasOwn(entry, key));
    return splice(
      text,
      present.range,
      valueText({ ...Object.fromEntries(others.map(([key, value]) => [key, plain(value)])), ...kept }),
    );
  }
  const last = array.elements.at(-1);
  if (last === undefined) return splice(text, array.range, `[${valueText(kept)}]`);
  return splice(text, [last.range[1], last.range[1]], `, ${valueText(kept)}`);
}

function tablesBelow(program: AST.TOMLProgram, path: TablePath): AST.TOMLTable[] {
  return program.body[0].body.filter(
    (node): node is AST.TOMLTable =>
      node.type === "TOMLTable" && isDeepStrictEqual(node.resolvedKey.slice(0, path.length), [...path]),
  );
}
