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
  ])("%s", (path, only, subtree) => {
    expect(hints(own(path))).toEqual([
      `Hint: the route py serves the path ${only} only; to serve what is below it too, write ${subtree}.`,
    ]);
  });

  it.each(["/pypi/*", "/*", "/projects/*/pypi/*", "/*/*"])("%s gets none", (path) => {
    expect(hints(own(path))).toEqual([]);
  });

  it.each(PRESET_NAMES)("the preset %s gets none", (preset) => {
    expect(hints({ PRESET: preset, ORIGIN: "https://origin.example" })).toEqual([]);
  });
});

describe("an origin that is reached without TLS gets one hint", () => {
  function origins(...urls: string[]): Variables {
    return { ROUTES: urls.map((origin, index) => ({ path: `/${index}/*`, format: "npm", origin })) };
  }

  it.each<[string, Variables, number]>([
    ["http", origins("http://nexus.acme.io:8081/npm"), 1],
    ["two routes to one origin", origins("http://nexus.acme.io/npm", "http://nexus.acme.io/pypi"), 1],
    ["two routes to two origins", origins("http://nexus.acme.io", "http://nexus.acme.io:8081"), 2],
    ["a preset", { PRESET: "nexus", ORIGIN: "http://nexus.acme.io" }, 1],
    [
      "through a binding, which does not cross an open network",
      {
        VPC: { fetch: true },
        ROUTES: [{ path: "/a/*", format: "npm", origin: "http://10.0.1.50:8081", via: "VPC" }],
      },
      0,
    ],
    ["https", origins("https://nexus.acme.io"), 0],
    ["this machine", origins("http://127.0.0.1:9", "http://localhost:1", "http://[::1]:1"), 0],
  ])("%s", (_name, variables, count) => {
    const found = hints(variables).filter((line) => line.includes("without TLS"));
    expect(found).toHaveLength(count);
  });
});
