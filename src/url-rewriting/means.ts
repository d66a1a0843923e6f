/**
 * What rewriting needs, made once for a route and a name of the gateway. Pure but for being kept.
 */
import { clientFormat } from "../clients/index.ts";
import type { ClientRequest } from "../clients/shared/client.ts";
import type { Target } from "../config/match.ts";
import type { Route } from "../config/route.ts";
import { hostNeedles } from "./host-needle.ts";
import { mappingFor, type Naming, namingOf, sharesBase } from "./mapping.ts";
import { type Needle, NeedleSearch } from "./needle.ts";
import { pathNeedles } from "./path-needle.ts";
import type { References } from "./references.ts";

/** One request of the client's, as far as own URLs hang on it. */
export interface Asked {
  readonly routes: readonly Route[];
  readonly route: Route;
  readonly target: Target;
  readonly scheme: "http" | "https";
  readonly request: ClientRequest;
}

export interface Means extends References {
  /** Finds all that is rewritten in a body. */
  readonly search: NeedleSearch;
}

/** What the routes share under one name of the gateway: there can be hundreds of own URLs. */
interface Shared {
  readonly naming: Naming;
  readonly needles: readonly Needle[];
  readonly hosts: NeedleSearch;
}

interface Kept {
  readonly shared: Map<string | null, Shared | null>;
  readonly means: Map<Route, Means | null>;
}

/** A host for each format and a few aliases. Whoever sends ever new names has everything made anew. */
const NAMES_MAX = 32;

const kept = new WeakMap<readonly Route[], Map<string, Kept>>();

/** In: a request. Out: what its answer is rewritten with; null where nothing could be. */
export function meansFor(asked: Asked): Means | null {
  const { shared, means } = keptFor(asked);
  const known = means.get(asked.route);
  if (known !== undefined) return known;
  const made = makeMeans(asked, shared);
  means.set(asked.route, made);
  return made;
}

function keptFor({ routes, target, scheme }: Asked): Kept {
  let byName = kept.get(routes);
  if (byName === undefined || byName.size >= NAMES_MAX) {
    byName = new Map();
    kept.set(routes, byName);
  }
  const name = `${scheme}://${target.host}`;
  const known = byName.get(name);
  if (known !== undefined) return known;
  const made: Kept = { shared: new Map(), means: new Map() };
  byName.set(name, made);
  return made;
}

function makeMeans(asked: Asked, shared: Kept["shared"]): Means | null {
  const { routes, route } = asked;
  const common = commonTo(asked, shared);
  if (common === null) return null;
  const { documents, relative = false } = clientFormat(route.format).rewriting;
  const mapping = mappingFor(common.naming, route);
  const paths = pathNeedles(mapping, documents?.pathLeads ?? []);
  const search = paths.length === 0 ? common.hosts : new NeedleSearch([...common.needles, ...paths]);
  return { mapping, routes, relative, hosts: common.hosts, search };
}

function commonTo({ routes, route, target, scheme }: Asked, shared: Kept["shared"]): Shared | null {
  const preferred = sharesBase(routes, route) ? route : null;
  const key = preferred && `${preferred.host} ${preferred.prefix}`;
  const known = shared.get(key);
  if (known !== undefined) return known;
  const naming = namingOf(routes, preferred, scheme, target);
  const needles = naming === null ? [] : hostNeedles(naming);
  const made = naming && { naming, needles, hosts: new NeedleSearch(needles) };
  shared.set(key, made);
  return made;
}
