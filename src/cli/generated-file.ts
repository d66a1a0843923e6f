/** Writes the console's generated files, formatted like the rest of the repository. On Node only. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** In: the file's name in `src/console`, and its content. */
export function writeGenerated(name: string, content: unknown): void {
  const file = fileURLToPath(new URL(`../console/${name}`, import.meta.url).href);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  const biome = createRequire(import.meta.url).resolve("@biomejs/biome/bin/biome");
  execFileSync(process.execPath, [biome, "check", "--write", file], { stdio: "inherit" });
}
