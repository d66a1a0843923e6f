/** The table `client x scenario`, into the README between its markers. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell } from "./cell.ts";
import type { Absent } from "./programs/program.ts";
import { SCENARIO_NAMES, type ScenarioName } from "./scenarios.ts";

const README = join(import.meta.dirname, "../../README.md");
const BESIDE = join(import.meta.dirname, "table.md");
const MARKED = /(<!-- clients:begin -->\n)[\s\S]*?(<!-- clients:end -->)/;

/** Writes the table to the README where that has the markers, else to table.md beside this file. */
export function writeTable(
  cells: readonly Cell[],
  versions: ReadonlyMap<string, string>,
  absent: readonly Absent[],
): void {
  const table = tableOf(cells, versions, absent);
  const readme = existsSync(README) ? readFileSync(README, "utf8") : "";
  if (MARKED.test(readme))
    writeFileSync(README, readme.replace(MARKED, `$1${table.replaceAll("$", "$$$$")}$2`));
  else writeFileSync(BESIDE, table);
}

function tableOf(
  cells: readonly Cell[],
  versions: ReadonlyMap<string, string>,
  absent: readonly Absent[],
): string {
  const notes: string[] = [];
  const rows = new Map<string, Map<ScenarioName, string>>();
  for (const cell of cells.toSorted(byName)) {
    const key = `${withVersion(cell.program.name, versions)} | ${cell.operation}`;
    const row = rows.get(key) ?? new Map<ScenarioName, string>();
    row.set(cell.scenario, inTable(cell, notes));
    rows.set(key, row);
  }
  const lines = [
    `| client | command | ${SCENARIO_NAMES.join(" | ")} |`,
    `|---|---|${SCENARIO_NAMES.map(() => "---|").join("")}`,
    ...[...rows].map(
      ([key, row]) => `| ${key} | ${SCENARIO_NAMES.map((name) => row.get(name) ?? "").join(" | ")} |`,
    ),
    "",
    ...notes.map((note, index) => `${index + 1}. ${note}`),
    "",
    `Not run: ${absent.map(({ name, because }) => `${name} (${because})`).join("; ")}.`,
    "",
  ];
  return lines.join("\n");
}

function byName(a: Cell, b: Cell): number {
  return a.program.name.localeCompare(b.program.name);
}

/** `npm 11` and `11.19.1` make `npm 11.19.1`. */
function withVersion(name: string, versions: ReadonlyMap<string, string>): string {
  const version = versions.get(name) ?? "";
  return version === "" ? name : `${name.replace(/ [\d.]+(?:-\S+)?$/, "")} ${version}`;
}

function inTable({ gateway, lastResort, expected }: Cell, notes: string[]): string {
  if (gateway.shown === "shown") return "shown";
  if (lastResort?.shown === "shown") return "last resort";
  const because = "because" in expected ? noteOf(expected.because, notes) : "";
  if (gateway.shown === "repeated") return `shown ${gateway.times} times${because}`;
  return gateway.shown === "raw" ? `shown raw${because}` : `no${because}`;
}

/** ` (3)`: the number of a reason given below the table. */
function noteOf(because: string, notes: string[]): string {
  if (!notes.includes(because)) notes.push(because);
  return ` (${notes.indexOf(because) + 1})`;
}
