/**
 * The variables `PRESET` and `ORIGIN` -> the routes of a product, or one line that says what is wrong. Pure.
 */
import * as v from "valibot";
import { completeRoute } from "./complete.ts";
import type { RoutesRead, Variables } from "./configuration.ts";
import { isHttpOrigin } from "./origin-field.ts";
import { parsePath } from "./path-pattern.ts";
import { isPresetName, PRESET_NAMES, PRESETS, type PresetName } from "./presets/index.ts";
import type { PresetRoute } from "./presets/preset.ts";
import { got } from "./quote.ts";
import type { Route } from "./route.ts";
import { route as routeSchema } from "./schema.ts";
import { didYouMean, type Suggest } from "./suggest.ts";

const PRESET = `wants one of ${PRESET_NAMES.join(", ")}`;
const ORIGIN = "wants https://host or https://host/base, without credentials, query or fragment";

/** In: the Worker's environment. Out: no routes if neither variable is set. */
export function readPreset(variables: Variables, suggest: Suggest): RoutesRead {
  const { PRESET: name, ORIGIN: origin } = variables;
  if (name === undefined && origin === undefined) return { ok: true, routes: [] };
  if (name === undefined) {
    return { ok: false, problem: `ORIGIN: goes with PRESET, which is missing; PRESET ${PRESET}` };
  }
  if (!isPresetName(name)) {
    const problem = `PRESET: ${PRESET}${got(name)}${didYouMean(suggest, name, PRESET_NAMES)}`;
    return { ok: false, problem };
  }
  if (origin === undefined) return { ok: false, problem: `ORIGIN: is missing; with PRESET it ${ORIGIN}` };
  // Not repeated in the line: it may contain credentials.
  if (typeof origin !== "string" || !isHttpOrigin(origin)) return { ok: false, problem: `ORIGIN: ${ORIGIN}` };
  const routes = presetRoutes(name, new URL(origin));
  if (routes.length > 0) return { ok: true, routes };
  const problem = `ORIGIN: wants a host name; PRESET ${name} serves its subdomains, which no IP address has`;
  return { ok: false, problem };
}

function presetRoutes(name: PresetName, origin: URL): Route[] {
  return PRESETS[name]
    .routes(origin)
    .flatMap((entry) => entry.paths.flatMap((path) => presetRoute(name, origin, entry, path)));
}

/** One route; none if its origin would be a subdomain of an IP address, which is not a URL. */
function presetRoute(name: PresetName, origin: URL, entry: PresetRoute, path: string): Route[] {
  const base = entry.origin?.base ?? origin.href;
  const parsed = v.safeParse(routeSchema, { path, format: entry.format, origin: base });
  if (!parsed.success) return [];
  const { literals, subtree } = parsePath(path);
  return [
    {
      ...completeRoute(parsed.output),
      id: `${name}-${entry.name}`,
      host: entry.host ?? null,
      trusts: (entry.trusts ?? []).map((trusted) => `${name}-${trusted}`),
      prefix: entry.origin?.prefix ?? "",
      subtree,
      pattern: { literals, shape: entry.shape ?? null },
    },
  ];
}
