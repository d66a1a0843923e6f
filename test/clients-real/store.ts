/** Where `install` puts programs, and where its versions are read from. */
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

export const STORE =
  process.env.OUTSPOKEN_CLIENTS ??
  join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "outspoken-clients");

const VERSIONS = readVersions(join(import.meta.dirname, "versions.env"));

/** The versions named in versions.env: one, or several separated by blanks. */
export function versions(name: string): readonly string[] {
  const found = VERSIONS.get(name);
  if (found === undefined) throw new Error(`versions.env has no ${name}`);
  return found;
}

/** The one version named in versions.env. */
export function version(name: string): string {
  const [first] = versions(name);
  return first ?? "";
}

export function stored(...parts: readonly string[]): string {
  return join(STORE, ...parts);
}

/** The path of a system program; its bare name if the PATH has none. */
export function onPath(name: string): string {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? name;
}

function readVersions(path: string): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [, name = "", value = ""] of readFileSync(path, "utf8").matchAll(/^([A-Z0-9_]+)=(.*)$/gm)) {
    found.set(name, value.replaceAll('"', "").split(" "));
  }
  return found;
}
