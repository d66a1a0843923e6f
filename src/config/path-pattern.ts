// Path patterns, as operators and presets write them: `/npm/*`, `/npm/one`, `/projects/*/packages/npm/*`. Pure.
// A `*` in the middle matches exactly one non-empty segment; `/*` at the end matches any rest, or none. What comes
// before the first `*` is the prefix, which the origin's path replaces; everything after it is kept as it came.

/** What a path must look like if its prefix is not enough. */
export interface PathPattern {
  /** The texts before, between and after the `*` segments; the first begins with `/` unless it is empty. */
  readonly literals: readonly [string, ...string[]];
  /** What the complete path must match in addition; null if the literals are enough. */
  readonly shape: PathShape | null;
}

/** A regular expression, or anything else that can test a path. */
export interface PathShape {
  test(path: string): boolean;
}

export interface ParsedPath {
  /** Without its trailing slash; empty for a pattern that begins with a `*`. */
  readonly prefix: string;
  readonly subtree: boolean;
  readonly literals: PathPattern["literals"];
}

/** In: a pattern that passed the schema. */
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

/** The path with every unreserved character decoded, which does not change its meaning (RFC 3986 6.2.2.2). */
export function plainPath(path: string): string {
  if (!path.includes("%")) return path;
  return path.replace(UNRESERVED, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
}

/** What is left of `path` after the first `length` characters of its `plainPath`. */
export function behind(path: string, length: number): string {
  if (!path.includes("%")) return path.slice(length);
  let at = 0;
  for (let left = length; left > 0; left -= 1) {
    const isEscaped = path[at] === "%" && plainPath(path.slice(at, at + 3)).length === 1;
    at += isEscaped ? 3 : 1;
  }
  return path.slice(at);
}

/** The pattern as it is written in `ROUTES`. */
export function patternText(route: {
  readonly prefix: string;
  readonly subtree: boolean;
  readonly pattern?: PathPattern;
}): string {
  return `${route.pattern?.literals.join("*") ?? route.prefix}${route.subtree ? "/*" : ""}` || "/";
}
