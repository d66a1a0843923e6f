import { describe, expect, it } from "vitest";
import type { Variables } from "../../src/config/configuration.ts";
import { hintsOf } from "../../src/config/hints.ts";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import { readConfiguration } from "../../src/config/read-configuration.ts";

function hints(variables: Variables): readonly string[] {
  const configuration = readConfiguration(variables);
  if (!configuration.ok) throw new Error(configuration.problem);
  return hintsOf(configuration.routes);
}

function own(path: string): Variables {
  return { ROUTES: [{ path, format: "pypi", id: "py", origin: "https://registry.example" }] };
}

describe("a path without /* at its end is legal, and gets a hint", () => {
  it.each([
    ["/pypi", "/pypi", "/pypi/*"],
    ["/pypi/", "/pypi", "/pypi/*"],
    ["/a/b.json", "/a/b.json", "/a/b.json/*"],
    ["/", "/", "/*"],
  ])("%s", (path, alone, subtree) => {
    expect(hints(own(path))).toEqual([
      `Hint: the route py takes the path ${alone} alone; what lies below it would be ${subtree}.`,
    ]);
  });

  it.each(["/pypi/*", "/*", "/projects/*/pypi/*", "/*/*"])("%s gets none", (path) => {
    expect(hints(own(path))).toEqual([]);
  });

  it.each(PRESET_NAMES)("the preset %s gets none", (preset) => {
    expect(hints({ PRESET: preset, ORIGIN: "https://origin.example" })).toEqual([]);
  });
});
