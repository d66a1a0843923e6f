/** The table of imports in src/README.md. */
import type { AllowedImports } from "./rules.ts";

const HEADING = /^#+ /m;
const HEADER = /^\|\s*folder\s*\|\s*may import\s*\|$/m;
const ROW = /^\|([^|]*)\|([^|]*)\|$/gm;
/** `text/` and `text` alike. */
const FOLDER = /`([\w-]+)\/?`/g;

/** In: the document. Throws if it has no such table. */
export function allowedImports(markdown: string): AllowedImports {
  const section = markdown.split(HEADING).find((text) => text.startsWith("Imports\n")) ?? "";
  if (!HEADER.test(section))
    throw new Error('no table "| folder | may import |" under the heading "Imports"');
  const rows = [...section.matchAll(ROW)].map(([, folder = "", others = ""]) => [
    foldersIn(folder),
    foldersIn(others),
  ]);
  const allowed = new Map<string, ReadonlySet<string>>();
  for (const [folders = [], others = []] of rows)
    for (const folder of folders) allowed.set(folder, new Set(others));
  if (allowed.size === 0) throw new Error("the table of imports has no rows; folders must be in backquotes");
  return allowed;
}

function foldersIn(cell: string): string[] {
  return [...cell.matchAll(FOLDER)].map(([, folder = ""]) => folder);
}
