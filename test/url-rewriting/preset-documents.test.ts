/** Which paths of the products are requested as documents: through their presets, and through a route for all of one. */
import { describe, expect, test } from "vitest";
import { matchRoute, pathBelow, splitUrl, type Target } from "../../src/config/match.ts";
import { PRESET_NAMES } from "../../src/config/presets/index.ts";
import type { Route } from "../../src/config/route.ts";
import { clientFormat } from "../clients/formats.ts";
import { DERIVED_PATHS } from "../config/preset-paths-derived.ts";
import { OWN_PATHS } from "../config/preset-paths-own.ts";
import { REPOSITORY_PATHS } from "../config/preset-paths-repositories.ts";
import { PRESET_DOWNLOADS } from "./preset-downloads.ts";
import { configured, GATEWAY } from "./rules.ts";

const ROUTES: ReadonlyMap<string, readonly Route[]> = new Map(
  PRESET_NAMES.map((preset) => [preset, configured({ PRESET: preset, ORIGIN: "https://origin.example" })]),
);

interface Requested {
  readonly route: Route;
  readonly target: Target;
}

function requested(preset: string, url: string): Requested {
  const target = splitUrl(url.startsWith("/") ? GATEWAY + url : url);
  const route = matchRoute(ROUTES.get(preset) ?? [], target);
  if (route === null) throw new Error(`${preset} does not serve ${url}`);
  return { route, target };
}

function isDocument({ route, target }: Requested, path: string): boolean {
  const request = { method: "GET", path, query: target.query, headers: new Headers() };
  return clientFormat(route.format).rewriting.documents?.requestedBy(request) ?? false;
}

/** The client's path below the preset's own route, and below a route `/*` in front of the whole product. */
function pathsOf({ route, target }: Requested): readonly string[] {
  return [pathBelow(route, target) || "/", target.path];
}

describe.each(PRESET_DOWNLOADS)("downloads of $preset are not documents", ({ preset, paths }) => {
  test.each(paths)("%s", (path) => {
    const found = requested(preset, path);
    expect(pathsOf(found).filter((below) => isDocument(found, below))).toEqual([]);
  });
});

test("what the presets serve, document or not", async () => {
  const tables = [
    ...[...OWN_PATHS, ...REPOSITORY_PATHS].map(({ preset, paths }) => ({
      preset,
      paths: paths.map(([path]) => path),
    })),
    ...DERIVED_PATHS.map(({ preset, paths }) => ({ preset, paths: paths.map(([request]) => request) })),
    ...PRESET_DOWNLOADS,
  ];
  const lines = tables.flatMap(({ preset, paths }) => paths.map((path) => lineOf(preset, path)));
  await expect(`${[...new Set(lines)].sort().join("\n")}\n`).toMatchFileSnapshot("preset-documents.txt");
});

function lineOf(preset: string, path: string): string {
  const found = requested(preset, path);
  const [byPreset, byRoot] = pathsOf(found).map((below) => isDocument(found, below));
  const word = byPreset ? "document" : "as it came";
  const differs =
    byPreset === byRoot ? "" : byRoot ? ", document by a route for all" : ", not by a route for all";
  return `${preset} ${found.route.format} ${path}: ${word}${differs}`;
}
