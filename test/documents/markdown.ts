/** The Markdown of this repository, and what can be wrong in it: links, anchors, commands, paths. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");

/** Every tracked Markdown file, by its path from the root. */
export function markdownFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "-z", "*.md"], { cwd: ROOT, encoding: "utf8" });
  return listed.split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
}

export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** The text without its fenced code. */
export function proseOf(text: string): string {
  return text.replace(/^( *)(```|~~~).*\n[\s\S]*?^\1\2[ \t]*$/gm, "");
}

/** The targets of inline links, except those in code. */
export function linksIn(text: string): string[] {
  const prose = proseOf(text).replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = ""]) => target);
}

/** The anchors that GitHub gives the headings (github.com/gjtorikian/html-pipeline: table_of_contents_filter.rb). */
export function anchorsIn(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of proseOf(text).matchAll(/^#{1,6} +(.+?)[ \t]*$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-");
    let unique = anchor;
    for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
    anchors.add(unique);
  }
  return anchors;
}

/** The names in `npm run name`, in prose and in code. */
export function scriptsIn(text: string): string[] {
  return [...text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name);
}

/** Paths of the repository in code spans, such as `src/gateway.ts` or `test/sockets/headers`. */
export function pathsIn(text: string): string[] {
  return [...proseOf(text).matchAll(/`((?:src|test|\.ci|\.github)\/[\w./-]*)`/g)].map(
    ([, path = ""]) => path,
  );
}

/** A test may be named without its extension. */
export function isPath(path: string): boolean {
  return [path, `${path}.ts`, `${path}.test.ts`].some((one) => existsSync(join(ROOT, one)));
}

/** The rows of the first table below a heading, without its header; a cell may contain `\|`. */
export function rowsUnder(text: string, heading: string): string[][] {
  const lines = text.split("\n");
  const begin = lines.findIndex((line) => /^#{1,6} /.test(line) && line.replace(/^#+ /, "") === heading);
  const first = lines.findIndex((line, at) => begin !== -1 && at > begin && line.startsWith("|"));
  if (first === -1) return [];
  const end = lines.findIndex((line, at) => at > first && !line.startsWith("|"));
  return lines.slice(first + 2, end === -1 ? undefined : end).map(cellsOf);
}

function cellsOf(row: string): string[] {
  return row
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());
}
