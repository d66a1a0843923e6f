/**
 * Which package a request is about, and which version of it: read from path and query alone, never from what the origin
 * says. What the path does not say is empty, never a guess. Pure; linear in the length of the path.
 */
import { PACKAGE_NAME_MAX_CHARACTERS, PACKAGE_PATH_MAX_CHARACTERS } from "../../limits.ts";
import { maskSecrets } from "../../text/secrets.ts";
import { cutToCharacters, toLine } from "../../text/text.ts";

/** The package that a request is about, as its users write it; each is empty where the request does not say. */
export interface Coordinates {
  /** `@acme/left-pad`, `org.acme:lib`, `acme/app`; at most 214 characters. */
  readonly package: string;
  /** `1.3.0`, a tag or a digest of an image; at most 214 characters. */
  readonly version: string;
}

/** What of a `ClientRequest` tells its package. */
interface ClientQuestion {
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
 * The segments of the path, each decoded once. None where the path is no plain one: malformed, with `.` or `..` in it
 * (which package the origin takes it for is its own matter), or longer than any package's.
 */
export function segmentsOf({ path }: Pick<ClientQuestion, "path">): readonly string[] {
  if (path.length > PACKAGE_PATH_MAX_CHARACTERS) return [];
  const segments = path.split("/").filter((segment) => segment !== "");
  try {
    const decoded = segments.map((segment) => decodeURIComponent(segment));
    return decoded.some((segment) => RELATIVE.test(segment)) ? [] : decoded;
  } catch {
    return [];
  }
}

/** A dot segment, behind an encoded slash too. */
const RELATIVE = /(?:^|[/\\])\.\.?(?:[/\\]|$)/;

/** The decoded path without a slash at its end; an encoded slash is one, too. */
export function decodedPath(question: Pick<ClientQuestion, "path">): string {
  return `/${segmentsOf(question).join("/")}`;
}

/** What the query says of `name`; empty where it says nothing, or several things. */
export function queryValue({ query }: Pick<ClientQuestion, "query">, name: string): string {
  if (!query.includes(name) || query.length > PACKAGE_PATH_MAX_CHARACTERS) return "";
  const values = new URLSearchParams(query).getAll(name);
  return values.length === 1 ? (values[0] ?? "") : "";
}

/**
 * What the first of `patterns` that fits the path calls `name` and `version`; a `group` is put before the name, with
 * `joint` between them.
 */
export function matchCoordinates(path: string, patterns: readonly RegExp[], joint = "."): Coordinates {
  for (const pattern of patterns) {
    const { group, name, version } = pattern.exec(path)?.groups ?? {};
    if (name !== undefined) return coordinatesOf(group === undefined ? name : group + joint + name, version);
  }
  return NO_COORDINATES;
}

/** Reads coordinates from the decoded path by `patterns`, as `matchCoordinates` does. */
export function coordinatesByPath(
  ...patterns: readonly RegExp[]
): (question: Pick<ClientQuestion, "path">) => Coordinates {
  return (question) => matchCoordinates(decodedPath(question), patterns);
}
