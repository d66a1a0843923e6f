import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { anchorsIn, isPath, linksIn, markdownFiles, pathsIn, ROOT, scriptsIn, textOf } from "./markdown.ts";

describe.each(markdownFiles())("%s", (file) => {
  const text = textOf(file);

  test("links to files and headings that exist", () => {
    const broken = linksIn(text).filter((target) => !/^[a-z]+:/.test(target) && !resolves(file, target));
    expect(broken).toEqual([]);
  });

  test("names scripts that are in package.json", () => {
    expect(scriptsIn(text).filter((name) => !Object.hasOwn(packageJson.scripts, name))).toEqual([]);
  });

  test("names paths that are in the repository", () => {
    expect(pathsIn(text).filter((path) => !isPath(path))).toEqual([]);
  });
});

function resolves(file: string, target: string): boolean {
  const [path = "", anchor] = target.split("#", 2);
  const linked = path === "" ? join(ROOT, file) : join(ROOT, dirname(file), path);
  if (!existsSync(linked)) return false;
  return anchor === undefined || anchorsIn(textOf(relative(ROOT, linked))).has(anchor);
}

describe("the checks themselves", () => {
  test("read links only outside of code", () => {
    expect(linksIn("[a](b.md#c) `[x](y)`\n```\n[x](z)\n```\n[d](https://e)")).toEqual([
      "b.md#c",
      "https://e",
    ]);
  });

  test("name anchors as GitHub does", () => {
    const anchors = anchorsIn("# A `b`: c\n## A b c\n```\n# no\n```\n### 1. One line\n");
    expect([...anchors]).toEqual(["a-b-c", "a-b-c-1", "1-one-line"]);
  });

  test("find a script and a path that do not exist", () => {
    expect(scriptsIn("`npm run nothing -- x` and npm run bench:hear")).toEqual(["nothing", "bench:hear"]);
    expect(pathsIn("`src/nowhere.ts` `src/gateway.ts`").filter((path) => !isPath(path))).toEqual([
      "src/nowhere.ts",
    ]);
  });
});
