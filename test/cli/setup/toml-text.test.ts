/** Edits of a TOML file change what they should and nothing else. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { withEntry, withoutTables } from "../../../src/cli/setup/toml-tables.ts";
import { valueAt, withKey, withoutKey } from "../../../src/cli/setup/toml-text.ts";
import { UneditableFile } from "../../../src/cli/setup/toml-value.ts";

const SAMPLE = readFileSync(join(import.meta.dirname, "../../../wrangler.toml"), "utf8");

describe("a key is set", () => {
  test.each([
    ["in place of its value", "a = 1 # why\n[t]\nb = 2\n", [], "a", "a = 7 # why\n[t]\nb = 2\n"],
    ["in place of its sample", "# a = 1\n# more\n[t]\nb = 2\n", [], "a", "a = 7\n# more\n[t]\nb = 2\n"],
    [
      "not in place of a sample of another table",
      "c = 1\n[t]\n# a = 1\nb = 2\n",
      [],
      "a",
      "c = 1\na = 7\n[t]\n# a = 1\nb = 2\n",
    ],
    [
      "not in place of a sample of several lines",
      "c = 1\n# a = [\n#   1,\n# ]\n",
      [],
      "a",
      "c = 1\na = 7\n# a = [\n#   1,\n# ]\n",
    ],
    ["after the others", 'c = """\nx\n""" # why\n[t]\n', [], "a", 'c = """\nx\n""" # why\na = 7\n[t]\n'],
    ["before the first table", "[t]\nb = 2\n", [], "a", "a = 7\n[t]\nb = 2\n"],
    ["in an empty table", "[t] # why\n[u]\n", ["t"], "a", "[t] # why\na = 7\n[u]\n"],
    ["in a new table", "b = 1", ["t"], "a", "b = 1\n\n[t]\na = 7\n"],
    ["in an empty file", "", ["t"], "a", "[t]\na = 7\n"],
    [
      "in a file with Windows line endings",
      "[t]\r\nb = 2\r\n[u]\r\n",
      ["t"],
      "a",
      "[t]\r\nb = 2\r\na = 7\r\n[u]\r\n",
    ],
    ["in a file without a final line break", "[t]\nb = 2", ["t"], "a", "[t]\nb = 2\na = 7"],
  ])("%s", (_, text, table, key, edited) => expect(withKey(text, table, key, 7)).toBe(edited));

  test.each([
    ["an inline table", "t = { b = 1 }\n"],
    ["dotted keys", "t.b = 1\n"],
    ["invalid TOML", "t = \n"],
  ])("by the operator in %s, with the line to write", (_, text) => {
    expect(() => withKey(text, ["t"], "a", "x")).toThrow(UneditableFile);
  });

  test("or removed, along with its line", () => {
    expect(withoutKey("[t]\na = 1 # why\nb = 2\n", ["t"], "a")).toBe("[t]\nb = 2\n");
    expect(withoutKey("[t]\nb = 2\n", ["t"], "a")).toBe("[t]\nb = 2\n");
  });
});

describe("an entry of an array of tables", () => {
  const isX = (entry: unknown) => JSON.stringify(entry).includes('"x"');

  test.each([
    [
      "is changed, and its other keys stay",
      '[[a]]\nn = "x"\nv = 1 # why\nw = 2\n[b]\n',
      '[[a]]\nn = "x"\nv = 7 # why\nw = 2\n[b]\n',
    ],
    [
      "is added after the others",
      '[[a]]\nn = "y"\n[a.t]\nz = 1\n[b]\n',
      '[[a]]\nn = "y"\n[a.t]\nz = 1\n\n[[a]]\nn = "x"\nv = 7\n[b]\n',
    ],
    [
      "is added in place of its sample",
      '[b]\n# [[a]]\n# n = "..."\n# Words.\n',
      '[b]\n[[a]]\nn = "x"\nv = 7\n# Words.\n',
    ],
    [
      "takes no keys of the table that its sample is in",
      '[b]\n# [[a]]\n# n = "..."\nz = 1\n',
      '[b]\n# [[a]]\n# n = "..."\nz = 1\n\n[[a]]\nn = "x"\nv = 7\n',
    ],
    [
      "is added to an inline array",
      'a = [{ n = "y" }] # why\n',
      'a = [{ n = "y" }, { n = "x", v = 7 }] # why\n',
    ],
    [
      "is changed in an inline array",
      'a = [{ n = "x", v = 1, w = 2 }]\n',
      'a = [{ w = 2, n = "x", v = 7 }]\n',
    ],
    ["is added to an empty inline array", "a = []\n", 'a = [{ n = "x", v = 7 }]\n'],
    ["is added if there is none", "b = 1\n", 'b = 1\n\n[[a]]\nn = "x"\nv = 7\n'],
  ])("%s", (_, text, edited) =>
    expect(withEntry(text, ["a"], isX, { n: "x", v: 7, gone: null })).toBe(edited),
  );

  test("loses a key that is to be removed", () => {
    expect(withEntry('[[a]]\nn = "x"\ngone = 1\n', ["a"], isX, { n: "x", gone: null })).toBe(
      '[[a]]\nn = "x"\n',
    );
  });

  test("is left to the operator if the array is text", () => {
    expect(() => withEntry('a = "[]"\n', ["a"], isX, { n: "x" })).toThrow('by hand: a: { n = "x" }');
  });

  test("is removed along with the tables below it", () => {
    const text = '# One.\n[[a]]\nn = "x"\n[a.t]\nz = 1\n\n[[a]]\nn = "y"\n';
    expect(withoutTables(text, ["a"], isX)).toBe('# One.\n\n[[a]]\nn = "y"\n');
  });
});

test("the sample's comments determine where things go, and every other line stays", () => {
  let text = withKey(SAMPLE, [], "routes", [{ pattern: "packages.acme.io", custom_domain: true }]);
  text = withKey(text, ["vars"], "ORIGIN", "https://gitlab.acme.io");
  const route = { path: "/pypi/*", format: "pypi", origin: "https://pypi.acme.io" };
  text = withEntry(text, ["vars", "ROUTES"], () => false, route);
  const [before, after] = [SAMPLE, text].map((file) => file.split("\n"));
  expect(after?.length).toBe(before?.length);
  expect(after?.filter((line, index) => line !== before?.[index])).toEqual([
    'routes = [{ pattern = "packages.acme.io", custom_domain = true }]',
    'ORIGIN = "https://gitlab.acme.io"',
    "[[vars.ROUTES]]",
    'path = "/pypi/*"',
    'format = "pypi"',
    'origin = "https://pypi.acme.io"',
  ]);
  expect(valueAt(text, ["vars", "PRESET"])).toBe("gitlab");
});
