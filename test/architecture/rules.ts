/** How files may import each other. Each rule takes files and returns its violations, in words. */
import type { ImportingFile } from "./source-files.ts";

/** By folder: the folders that it may import. */
export type AllowedImports = ReadonlyMap<string, ReadonlySet<string>>;

/** Imported everywhere, and importing no folder. */
const SHARED_FILES = ["limits.ts", "env.ts"];
/** They connect the folders; no folder imports them. */
const ASSEMBLING_FILES = [
  "worker.ts",
  "gateway.ts",
  "ask.ts",
  "fail.ts",
  "observation.ts",
  "request-context.ts",
];
const PURE_FOLDERS = ["text", "failure", "origins", "clients"];
/** Not part of the deployed Worker. */
const FOLDERS_APART = ["cli", "demonstration"];
/** What runs in Node: `cli/`, and what starts the demonstration. */
const IN_NODE = /^cli\/|^demonstration\/(?:start|wrangler-output)\.ts$/;
const NODE_ONLY = /^node:|^wrangler(?:\/|$)/;
/** The network, the clock's timers, the log and what leads to them. */
const IMPURE_GLOBALS = ["fetch", "console", "caches", "setTimeout", "setInterval", "globalThis", "self"];

/** What a rule about paths alone needs. */
type Importing = Pick<ImportingFile, "path" | "imports">;

/** Each set of files that import each other in a cycle, once. */
export function cycles(files: readonly Importing[]): string[] {
  const reachable = new Map(files.map(({ path }) => [path, reachedFrom(path, files)]));
  const inCycles = new Map<string, string>();
  for (const [path, reached] of reachable) {
    if (!reached.has(path)) continue;
    const others = [...reached].filter((other) => reachable.get(other)?.has(path) === true);
    inCycles.set(path, others.toSorted().join(", "));
  }
  return [...new Set(inCycles.values())];
}

/** The same for folders, by what the table allows. */
export function folderCycles(allowed: AllowedImports): string[] {
  return cycles([...allowed].map(([path, others]) => ({ path, imports: [...others] })));
}

function reachedFrom(path: string, files: readonly Importing[]): Set<string> {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const reached = new Set<string>();
  const waiting = [path];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const imported of imports.get(next) ?? []) {
      if (reached.has(imported)) continue;
      reached.add(imported);
      waiting.push(imported);
    }
  }
  return reached;
}

/** Imports between folders that the table does not allow. */
export function forbiddenImports(files: readonly Importing[], allowed: AllowedImports): string[] {
  const paths = new Set(files.map(({ path }) => path));
  return broken(files, (path, imported) => paths.has(imported) && !mayImport(path, imported, allowed));
}

function mayImport(path: string, imported: string, allowed: AllowedImports): boolean {
  const [from, to] = [folderOf(path), folderOf(imported)];
  if (to === null) return SHARED_FILES.includes(imported) || (from === null && !SHARED_FILES.includes(path));
  if (from === null) return ASSEMBLING_FILES.includes(path) && !FOLDERS_APART.includes(to);
  return from === to || allowed.get(from)?.has(to) === true;
}

/** Null for a file outside of any folder. */
function folderOf(path: string): string | null {
  return /^(.*?)\//.exec(path)?.[1] ?? null;
}

/** Folders missing in the table, and names in it that are not folders. */
export function missingFolders(files: readonly Importing[], allowed: AllowedImports): string[] {
  const folders = new Set(files.map(({ path }) => folderOf(path)).filter((folder) => folder !== null));
  const named = new Set([...allowed].flatMap(([folder, others]) => [folder, ...others]));
  return [
    ...[...folders].filter((folder) => !allowed.has(folder)).map((folder) => `${folder} has no row`),
    ...[...named].filter((name) => !folders.has(name)).map((name) => `${name} is not a folder`),
  ];
}

/** Hearing, judging and speaking do no I/O and don't know the Worker's bindings. */
export function impurities(files: readonly ImportingFile[]): string[] {
  const pure = files.filter(({ path }) => PURE_FOLDERS.includes(folderOf(path) ?? ""));
  const imports = broken(pure, (_, imported) => imported === "env.ts" || /^hono(?:\/|$)/.test(imported));
  const globals = pure.flatMap(({ path, names }) =>
    IMPURE_GLOBALS.filter((name) => names.has(name)).map((name) => `${path} uses ${name}`),
  );
  return [...imports, ...globals];
}

/** Modules that only Node has, imported by code that runs in a Worker. */
export function nodeImports(files: readonly Importing[]): string[] {
  return broken(files, (path, imported) => NODE_ONLY.test(imported) && !IN_NODE.test(path));
}

function broken(
  files: readonly Importing[],
  isBroken: (path: string, imported: string) => boolean,
): string[] {
  return files.flatMap(({ path, imports }) =>
    imports.filter((imported) => isBroken(path, imported)).map((imported) => `${path} imports ${imported}`),
  );
}
