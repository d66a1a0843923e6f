import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { allowedImports } from "./allowed-imports.ts";
import {
  type AllowedImports,
  cycles,
  folderCycles,
  forbiddenImports,
  impurities,
  missingFolders,
  nodeImports,
} from "./rules.ts";
import { type ImportingFile, readSourceFiles } from "./source-files.ts";

const README = join(import.meta.dirname, "../../src/README.md");

/** Starting the compiler takes seconds on a busy machine. */
const READING_MS = 60_000;

describe("the files of src", () => {
  let files: ImportingFile[] = [];
  let allowed: AllowedImports = new Map();

  beforeAll(() => {
    files = readSourceFiles();
    allowed = allowedImports(readFileSync(README, "utf8"));
  }, READING_MS);

  test("are read completely: imports, types, re-exports, import()", () => {
    const importsOf = (wanted: string) => files.find(({ path }) => path === wanted)?.imports;
    expect(importsOf("worker.ts")).toEqual(
      expect.arrayContaining(["gateway.ts", "env.ts", "console/app.ts"]),
    );
    expect(importsOf("cli/deploy.ts")).toContain("node:child_process");
    expect(files.find(({ path }) => path === "analytics/count.ts")?.names).toContain("console");
  });

  test("have no import cycle", () => expect(cycles(files)).toEqual([]));
  test("import other folders only as the table says", () =>
    expect(forbiddenImports(files, allowed)).toEqual([]));
  test("are in folders whose imports run one way", () => expect(folderCycles(allowed)).toEqual([]));
  test("are in folders that the table lists", () => expect(missingFolders(files, allowed)).toEqual([]));
  test("are pure where they hear, judge and speak", () => expect(impurities(files)).toEqual([]));
  test("need Node only where Node runs them", () => expect(nodeImports(files)).toEqual([]));
});

/** Files by their paths, with what they import. */
function filesOf(imports: Readonly<Record<string, readonly string[]>>): ImportingFile[] {
  return Object.entries(imports).map(([path, imported]) => ({ path, imports: imported, names: new Set() }));
}

describe("import cycles are found", () => {
  test.each([
    ["of a file with itself", { "a.ts": ["a.ts"] }, ["a.ts"]],
    ["of two", { "x/a.ts": ["x/b.ts"], "x/b.ts": ["x/a.ts"] }, ["x/a.ts, x/b.ts"]],
    [
      "of three, one of which leads to a file outside",
      { "a.ts": ["b.ts"], "b.ts": ["c.ts", "d.ts"], "c.ts": ["a.ts"], "d.ts": [] },
      ["a.ts, b.ts, c.ts"],
    ],
    ["but none where there is none", { "a.ts": ["b.ts", "c.ts"], "b.ts": ["c.ts"], "c.ts": ["valibot"] }, []],
  ])("%s", (_, imports, found) => expect(cycles(filesOf(imports))).toEqual(found));
});

describe("an import of another folder", () => {
  const TABLE: AllowedImports = new Map([
    ["text", new Set()],
    ["clients", new Set(["text"])],
    ["cli", new Set(["clients"])],
  ]);
  const FILES = [
    "text/text.ts",
    "clients/npm/npm.ts",
    "clients/index.ts",
    "cli/check.ts",
    "worker.ts",
    "gateway.ts",
    "limits.ts",
    "env.ts",
  ];

  test.each([
    ["clients/npm/npm.ts", "text/text.ts", true],
    ["clients/index.ts", "clients/npm/npm.ts", true],
    ["text/text.ts", "clients/index.ts", false],
    ["text/text.ts", "limits.ts", true],
    ["text/text.ts", "valibot", true],
    ["clients/index.ts", "gateway.ts", false],
    ["clients/index.ts", "cli/check.ts", false],
    ["gateway.ts", "clients/index.ts", true],
    ["worker.ts", "gateway.ts", true],
    ["worker.ts", "cli/check.ts", false],
    ["limits.ts", "text/text.ts", false],
    ["env.ts", "gateway.ts", false],
  ])("%s -> %s: %s", (path, imported, isAllowed) => {
    const files = filesOf({ ...Object.fromEntries(FILES.map((file) => [file, []])), [path]: [imported] });
    const found = isAllowed ? [] : [`${path} imports ${imported}`];
    expect(forbiddenImports(files, TABLE)).toEqual(found);
  });

  test("needs a row for every folder, and no row for a missing one", () => {
    const files = filesOf({ "text/text.ts": [], "clients/index.ts": [], "origins/index.ts": [] });
    expect(missingFolders(files, TABLE)).toEqual(["origins has no row", "cli is not a folder"]);
  });
});

test("a cycle in the table is found", () => {
  const table = new Map([
    ["response", new Set(["url-rewriting", "text"])],
    ["url-rewriting", new Set(["response"])],
    ["text", new Set<string>()],
  ]);
  expect(folderCycles(table)).toEqual(["response, url-rewriting"]);
});

describe("in a pure folder", () => {
  test.each([
    ["env.ts", "clients/npm.ts imports env.ts"],
    ["hono/html", "clients/npm.ts imports hono/html"],
  ])("an import of %s is found", (imported, found) => {
    expect(impurities(filesOf({ "clients/npm.ts": [imported], "response/answer.ts": [imported] }))).toEqual([
      found,
    ]);
  });

  test.each(["fetch", "console", "setTimeout"])("the use of %s is found", (name) => {
    const files = ["text/text.ts", "request/sender.ts"].map((path) => ({
      path,
      imports: [],
      names: new Set([name]),
    }));
    expect(impurities(files)).toEqual([`text/text.ts uses ${name}`]);
  });
});

describe("what only Node has", () => {
  test.each([
    ["gateway.ts", "node:fs", false],
    ["demonstration/origin.ts", "node:fs", false],
    ["console/app.ts", "wrangler", false],
    ["demonstration/start.ts", "node:path", true],
    ["cli/doctor/tls-connection.ts", "node:tls", true],
    ["cli/deployment.ts", "wrangler", true],
  ])("%s -> %s: %s", (path, imported, isAllowed) => {
    expect(nodeImports(filesOf({ [path]: [imported] }))).toEqual(
      isAllowed ? [] : [`${path} imports ${imported}`],
    );
  });
});

describe("the table of imports", () => {
  test("is read from a document", () => {
    const table = allowedImports(
      "# Source\n\n## Imports\n\nProse.\n\n| folder | may import |\n|---|---|\n| `text/` | |\n| `url-rewriting` | `text/`, `config` |\n\n## Next\n\n| `other/` | `text/` |\n",
    );
    expect(table).toEqual(
      new Map([
        ["text", new Set()],
        ["url-rewriting", new Set(["text", "config"])],
      ]),
    );
  });

  test.each([
    ["no heading", "| folder | may import |\n|---|---|\n| `text/` | |\n"],
    [
      "a table under another heading",
      "## Imports\n\n## Other\n\n| folder | may import |\n|---|---|\n| `text/` | |\n",
    ],
    ["no rows", "## Imports\n\n| folder | may import |\n|---|---|\n"],
  ])("throws if the table is missing: %s", (_, document) => {
    expect(() => allowedImports(document)).toThrow("table");
  });
});
