import { describe, expect, it } from "vitest";
import origin from "../../src/demonstration/origin.ts";
import { REFUSALS } from "../../src/demonstration/refusals.ts";

function ask(path: string, method = "GET"): Promise<Response> {
  return origin.fetch(new Request(`http://registry${path}`, { method }));
}

/** Properties of every object, which are not packages. */
const OBJECTS_OWN = [...Object.getOwnPropertyNames(Object.prototype), "prototype", "length", "name"];

describe.each([
  ["npm", (name: string) => `/npm/${name}`],
  ["Go", (name: string) => `/go/example.com/${name}/@v/list`],
  ["Maven", (name: string) => `/maven/com/example/${name}/1.0/${name}-1.0.pom`],
  ["PyPI", (name: string) => `/pypi/simple/${name}/`],
  ["RubyGems", (name: string) => `/gems/info/${name}`],
])("the demonstration registry, for %s", (_format, pathOf) => {
  it.each(OBJECTS_OWN)("does not have the package %s", async (name) => {
    expect((await ask(pathOf(name))).status).toBe(404);
  });

  it.each([...REFUSALS.keys()])("refuses the package %s", async (name) => {
    expect([401, 403]).toContain((await ask(pathOf(name))).status);
  });
});

it.each(OBJECTS_OWN)("nothing is published as %s", async (name) => {
  expect((await ask(`/npm/${name}`, "PUT")).status).toBe(403);
});
