/** The tables of this folder's README, each between its markers: client by scenario, and the web pages. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Cell, Helped } from "./cell.ts";
import { pagesTable } from "./pages-table.ts";
import type { Absent } from "./programs/program.ts";
import { isPageScenario, SCENARIO_NAMES, SCENARIOS, type ScenarioName } from "./scenarios.ts";

const README = join(import.meta.dirname, "README.md");

/** Replaces the table in the README; throws if its markers are missing. */
export function writeTable(
  cells: readonly Cell[],
  versions: ReadonlyMap<string, string>,
  absent: readonly Absent[],
): void {
  const sorted = cells.toSorted(byProgram);
  const notes: string[] = [];
  const pages = pagesTable(
    sorted,
    (name) => withVersion(name, versions),
    (cell) => inTable(cell, notes),
  );
  write("clients", tableOf(sorted, versions, absent));
  write("pages", [...pages, "", ...numbered(notes), ""].join("\n"));
}

/** Replaces everything between the markers of that name. */
export function write(name: "clients" | "pages" | "servers", table: string): void {
  const marked = new RegExp(`(<!-- ${name}:begin -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
  const readme = readFileSync(README, "utf8");
  if (!marked.test(readme)) throw new Error(`${README} has no lines ${name}:begin and ${name}:end`);
  writeFileSync(README, readme.replace(marked, `$1${table.replaceAll("$", "$$$$")}$2`));
}

function numbered(notes: readonly string[]): readonly string[] {
  return notes.map((note, index) => `${index + 1}. ${note}`);
}

/** The other scenarios have their own table. */
const SCENARIOS_SHOWN = SCENARIO_NAMES.filter((name) => !isPageScenario(name));

const HELP_COLUMN = "its help";

type Column = ScenarioName | typeof HELP_COLUMN;

/** The help's column is right of the refusal that it follows. */
const COLUMNS: readonly Column[] = SCENARIOS_SHOWN.flatMap((name): Column[] =>
  name === "refused" ? [name, HELP_COLUMN] : [name],
);

type Cells = Map<Column, string>;

/** What the columns and cells mean, above the table. */
const LEGEND = `The origin: ${SCENARIOS_SHOWN.map(originOf).join(", ")}. "no": the reason is not on the terminal; "raw": inside JSON or a byte string; "its help": the URL after the reason of that refusal, if the route has [help](../../src/config/README.md#what-to-do-next); "stuck": followed directly by the program's own punctuation, which terminals leave out of a link; "last resort": on a route with \`last_resort = true\` only; blank: not tried.`;

interface Row {
  readonly client: string;
  readonly commands: string[];
  readonly cells: Cells;
}

function tableOf(
  cells: readonly Cell[],
  versions: ReadonlyMap<string, string>,
  absent: readonly Absent[],
): string {
  const notes: string[] = [];
  const rows: Row[] = [];
  for (const [client, ofClient] of Map.groupBy(cells, ({ program }) => program.name)) {
    for (const [command, ofCommand] of Map.groupBy(ofClient, ({ operation }) => operation)) {
      const ofColumns = ofCommand.filter(({ scenario }) => !isPageScenario(scenario));
      const found: Cells = new Map(ofColumns.map((cell) => [cell.scenario, inTable(cell, notes)]));
      for (const { help } of ofCommand) if (help !== null) found.set(HELP_COLUMN, helpInTable(help, notes));
      addRow(rows, withVersion(client, versions), command, found);
    }
  }
  return [
    LEGEND,
    "",
    `| client | command | ${COLUMNS.join(" | ")} |`,
    `|---|---|${COLUMNS.map(() => "---|").join("")}`,
    ...rows.map(({ client, commands, cells: found }) => {
      const texts = COLUMNS.map((name) => found.get(name) ?? "");
      return `| ${client} | ${commands.join(", ")} | ${texts.join(" | ")} |`;
    }),
    "",
    ...numbered(notes),
    "",
    `Not run: ${absent.map(({ name, because }) => `${name} (${because})`).join("; ")}.`,
    "",
  ].join("\n");
}

/** `refused 403`, or what an origin that does not answer does. */
function originOf(name: ScenarioName): string {
  const { status } = SCENARIOS[name];
  if (status !== null) return `${name} ${status}`;
  return name === "down" ? "down (unreachable)" : `${name} (no answer in time)`;
}

/** Commands of a client whose cells don't contradict each other share a row. */
function addRow(rows: Row[], client: string, command: string, cells: Cells): void {
  const like = rows.find(
    (row) =>
      row.client === client &&
      [...cells].every(([name, text]) => row.cells.get(name) === undefined || row.cells.get(name) === text),
  );
  if (like === undefined) {
    rows.push({ client, commands: [command], cells });
    return;
  }
  like.commands.push(command);
  for (const [name, text] of cells) like.cells.set(name, text);
}

/** The order in which they end is a matter of chance: a program's commands and the scenarios come in the order of their lists. */
function byProgram(a: Cell, b: Cell): number {
  return (
    a.program.name.localeCompare(b.program.name, "en", { numeric: true }) ||
    operationIndex(a) - operationIndex(b) ||
    SCENARIO_NAMES.indexOf(a.scenario) - SCENARIO_NAMES.indexOf(b.scenario)
  );
}

function operationIndex({ program, operation }: Cell): number {
  return program.operations.findIndex(({ name }) => name === operation);
}

/** `npm 11` and `11.19.1` make `npm 11.19.1`. */
function withVersion(name: string, versions: ReadonlyMap<string, string>): string {
  const version = versions.get(name) ?? "";
  return version === "" ? name : `${name.replace(/ [\d.]+(?:-\S+)?$/, "")} ${version}`;
}

function inTable({ gateway, lastResort, expected }: Cell, notes: string[]): string {
  if (gateway.shown === "shown") return "shown";
  if (lastResort !== null && lastResort.times > 0) return "last resort";
  const because = "because" in expected ? noteOf(expected.because, notes) : "";
  if (gateway.shown === "repeated") return `shown ${gateway.times} times${because}`;
  return gateway.shown === "raw" ? `shown raw${because}` : `no${because}`;
}

/** "shown": the URL is complete, and followed by a blank or nothing. */
function helpInTable({ expected, reading }: Helped, notes: string[]): string {
  const because = "because" in expected ? noteOf(expected.because, notes) : "";
  if (reading.times === 0) return `${reading.broken > 0 ? "broken" : "no"}${because}`;
  const times = reading.times === 1 ? "" : ` ${reading.times} times`;
  return reading.stuck.length === 0 ? `shown${times}` : `stuck${times}${because}`;
}

/** ` (3)`: the number of a reason given below the table. */
function noteOf(because: string, notes: string[]): string {
  if (!notes.includes(because)) notes.push(because);
  return ` (${notes.indexOf(because) + 1})`;
}
