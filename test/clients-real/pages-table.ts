/** The table of what terminals say of a page for people instead of a package, with the gateway and without it. */
import type { Cell } from "./cell.ts";
import { isPageScenario, PAGE_SCENARIOS, type PageScenario } from "./scenarios.ts";
import { plain } from "./terminal.ts";

type Cells = ReadonlyMap<PageScenario, Cell>;

/** What the columns mean, above the table. */
const LEGEND =
  "The origin answers with a sign-in page: at once with 200, or after a 302. Without the gateway: the line that tells most of what the terminal shows, or what passes for a success. With it: whether its terminal says that it is a sign-in page, and whose.";

const LINE_MAX_CHARACTERS = 120;

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

/** Once where both scenarios give the same, else each with the status that it is about. */
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

/** The longest line that speaks of trouble and not of where to look for help. */
function tellingLine(terminal: string): string {
  const lines = plain(terminal)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /\p{L}/u.test(line));
  const telling = lines.filter((line) => TROUBLE.test(line) && !NO_HELP.test(line));
  const longest = telling.toSorted((one, other) => other.length - one.length)[0];
  const line = (longest ?? lines.at(-1) ?? "").replaceAll("`", "'").replaceAll("|", "/");
  const steady = line
    .replace(/^time=(?:"[^"]*"|\S+) level=\w+ msg=/, "")
    .replace(/127\.0\.0\.1(?::|%3A)\d+/g, "registry")
    .replace(/localhost:\d+/g, "sso")
    .replace(/\/tmp\/outspoken-run-\w+\/work\//g, "")
    .replace(/\/tmp\/outspoken-run-\w+/g, "~")
    .replace(/[0-9a-f]{40,}|sha512-[\w+/=]{20,}/g, "...")
    .replace(/\?return_to=[^\s"']+/g, "");
  return steady.length > LINE_MAX_CHARACTERS ? `${steady.slice(0, LINE_MAX_CHARACTERS)}...` : steady;
}

const TROUBLE =
  /err(?:or)?\b|ERR|fail|unexpected|invalid|mismatch|not match|could not|cannot|unable|undefined|doctype|no matching|redirect/i;
const NO_HELP =
  /complete log|re-run|https?:\/\/(?:help|cwiki)|stack trace|while installing|BUILD FAIL|see the full|full insights|^\[ERROR\] \[Help 1\]|for more information|fill in the|treat it as|^-\w, --|--\w+ (?:string|int)|in \d+s/i;
