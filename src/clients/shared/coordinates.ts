/**
 * Which package a request is about, and which version of it: read from path and query alone, never from what the origin
 * says. What they do not name is empty, never a guess. Pure; linear in the length of the path.
 */
import { PACKAGE_NAME_MAX_CHARACTERS, PACKAGE_PATH_MAX_CHARACTERS } from "../../limits.ts";
import { maskSecrets } from "../../text/secrets.ts";
import { cutToCharacters, toLine } from "../../text/text.ts";

/** The package that a request is about, as its users spell it; each is empty if the request does not name it. */
export interface Coordinates {
  /** `@acme/left-pad`, `org.acme:lib`, `acme/app`; at most 214 characters. */
  readonly package: string;
  /** `1.3.0`, a tag or a digest of an image; at most 214 characters. */
  readonly version: string;
}

/** The part of a `ClientRequest` that names its package. */
interface RequestTarget {
  readonly path: string;
  readonly query: string;
}

export const NO_COORDINATES: Coordinates = { package: "", version: "" };

/** A name and a version, decoded, as they may be counted and shown: one clean line each, and not too long. */
export function coordinatesOf(name: string, version = ""): Coordinates {
  const shown = clean(name);
  return shown === "" ? NO_COORDINATES : { package: shown, version: clean(version) };
}

function clean(text: string): string {
  return cutToCharacters(maskSecrets(toLine(text)), PACKAGE_NAME_MAX_CHARACTERS);
}

/**
 * The segments of the path, each decoded once. None if the path is malformed, contains `.` or `..` (only the origin knows
 * which package it resolves that to), or is longer than any package's.
 */
export function segmentsOf({ path }: Pick<RequestTarget, "path">): readonly string[] {
  if (path.length > PACKAGE_PATH_MAX_CHARACTERS) return [];
  const segments = path.split("/").filter((segment) => segment !== "");
  try {
    const decoded = segments.map((segment) => decodeURIComponent(segment));
    return decoded.some((segment) => RELATIVE.test(segment)) ? [] : decoded;
  } catch {
    return [];
  }
}

/** A dot segment, also after an encoded slash. */
const RELATIVE = /(?:^|[/\\])\.\.?(?:[/\\]|$)/;

/** The decoded path without a trailing slash; encoded slashes count as slashes. */
export function decodedPath(target: Pick<RequestTarget, "path">): string {
  return `/${segmentsOf(target).join("/")}`;
}

/** The query's value of `name`; empty if there is none, or more than one. */
export function queryValue({ query }: Pick<RequestTarget, "query">, name: string): string {
  if (!query.includes(name) || query.length > PACKAGE_PATH_MAX_CHARACTERS) return "";
  const values = new URLSearchParams(query).getAll(name);
  return values.length === 1 ? (values[0] ?? "") : "";
}

/**
 * The named groups `name` and `version` of the first of `patterns` that matches the path; a `group` goes before the name,
 * with a dot between them.
 */
export function matchCoordinates(path: string, patterns: readonly RegExp[]): Coordinates {
  for (const pattern of patterns) {
    const { group, name, version } = pattern.exec(path)?.groups ?? {};
    if (name !== undefined) return coordinatesOf(group === undefined ? name : `${group}.${name}`, version);
  }
  return NO_COORDINATES;
}

/** Reads coordinates from the decoded path by `patterns`, as `matchCoordinates` does. */
export function coordinatesByPath(
  ...patterns: readonly RegExp[]
): (target: Pick<RequestTarget, "path">) => Coordinates {
  return (target) => matchCoordinates(decodedPath(target), patterns);
}
