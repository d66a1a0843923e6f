/** The table of what terminals show for a web page instead of a package, with the gateway and without it. */
import type { Cell } from "./cell.ts";
import { isPageScenario, PAGE_SCENARIOS, type PageScenario } from "./scenarios.ts";
import { tellingLine } from "./telling-line.ts";

type Cells = ReadonlyMap<PageScenario, Cell>;

/** What the columns mean, above the table. */
const LEGEND =
  'The origin answers with a sign-in page: at once with 200, or after a 302. Without the gateway: the most informative line on the terminal, or "success" if the page passes for one. With it: whether the terminal says that it is a sign-in page, and whose.';

/** `withVersion` gives a client's name in the tables, `say` what its terminal shows through the gateway. */
export function pagesTable(
  cells: readonly Cell[],
  withVersion: (name: string) => string,
  say: (cell: Cell) => string,
): readonly string[] {
  const rows: string[] = [];
  for (const ofClient of Map.groupBy(cells, ({ program }) => program.name).values()) {
    for (const [command, ofCommand] of Map.groupBy(ofClient, ({ operation }) => operation)) {
      const found = pageCells(ofCommand);
      const [first] = found.values();
      if (first === undefined) continue;
      const texts = [shared(found, without), shared(found, say)];
      rows.push(`| ${withVersion(first.program.name)} | ${command} | ${texts.join(" | ")} |`);
    }
  }
  return [LEGEND, "", "| client | command | without the gateway | with it |", "|---|---|---|---|", ...rows];
}

function pageCells(cells: readonly Cell[]): Cells {
  const found = new Map<PageScenario, Cell>();
  for (const cell of cells) if (isPageScenario(cell.scenario)) found.set(cell.scenario, cell);
  return found;
}

/** One text if both scenarios give the same, else each with its status. */
function shared(cells: Cells, textOf: (cell: Cell) => string): string {
  const texts = PAGE_SCENARIOS.flatMap((name) => {
    const cell = cells.get(name);
    return cell === undefined ? [] : [[name === "sign_in_page" ? "200" : "302", textOf(cell)] as const];
  });
  const [first] = texts;
  if (first === undefined) return "";
  if (texts.every(([, text]) => text === first[1])) return first[1];
  return texts.map(([status, text]) => `${status}: ${text}`).join("<br>");
}

function without({ direct }: Cell): string {
  if (direct === null) return "";
  if (direct.exit === 0) return "**success**";
  return `\`${tellingLine(direct.terminal)}\``;
}
