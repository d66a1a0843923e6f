// Path patterns, as operators and presets write them: `/npm/*`, `/npm/one`, `/projects/*/packages/npm/*`. Pure.
// A `*` in the middle is exactly one segment that is not empty; `/*` at the end is any rest, or none. What stands
// before the first `*` is the prefix, which the origin's path replaces; whatever follows it is kept as it came.

/** What a path must look like where its prefix doesn't say it all. */
export interface PathPattern {
  /** The texts before, between and after the `*` segments; the first begins with `/` unless it is empty. */
  readonly literals: readonly [string, ...string[]];
  /** What the whole path must look like besides; null where the literals say it all. */
  readonly shape: PathShape | null;
}

/** A regular expression, or whatever else can tell from a path. */
export interface PathShape {
  test(path: string): boolean;
}

export interface ParsedPath {
  /** Without its trailing slash; empty for a pattern that begins with a `*`. */
  readonly prefix: string;
  readonly subtree: boolean;
  readonly literals: PathPattern["literals"];
}

/** In: a pattern that the schema let through. */
export function parsePath(path: string): ParsedPath {
  const subtree = path.endsWith("/*");
  const [first = "", ...others] = (subtree ? path.slice(0, -2) : path).replace(/\/$/, "").split("*");
  return { prefix: first.replace(/\/$/, ""), subtree, literals: [first, ...others] };
}

/** What every path of the route begins with. */
export function literalStart(route: { readonly prefix: string; readonly pattern?: PathPattern }): string {
  return route.pattern?.literals[0] ?? route.prefix;
}

/** `-._~`, digits and letters. */
const UNRESERVED = /%(?:2[de]|3\d|[46][1-9a-f]|5[\daf]|7[\dae])/gi;

/** The path with every unreserved character as itself: encoded, it is the same character (RFC 3986 6.2.2.2). */
export function plainPath(path: string): string {
  if (!path.includes("%")) return path;
  return path.replace(UNRESERVED, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
}

/** The rest of `path` behind the first `length` characters of its `plainPath`. */
export function behind(path: string, length: number): string {
  if (!path.includes("%")) return path.slice(length);
  let at = 0;
  for (let left = length; left > 0; left -= 1) {
    const isEscaped = path[at] === "%" && plainPath(path.slice(at, at + 3)).length === 1;
    at += isEscaped ? 3 : 1;
  }
  return path.slice(at);
}

/** The pattern as one would write it. */
export function patternText(route: {
  readonly prefix: string;
  readonly subtree: boolean;
  readonly pattern?: PathPattern;
}): string {
  return `${route.pattern?.literals.join("*") ?? route.prefix}${route.subtree ? "/*" : ""}` || "/";
}
