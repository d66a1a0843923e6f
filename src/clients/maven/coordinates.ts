/**
 * The package of a request to a Maven repository, as `group:artifact`. Pure.
 * Layouts: apache/maven: maven-resolver DefaultMaven2RepositoryLayout; Ivy's (sbt) with `[organisation]/[module]`.
 * The group is everything before the artifact, so the route's path has to end where the repository begins.
 */
import type { ClientRequest } from "../shared/client.ts";
import { type Coordinates, coordinatesOf, decodedPath, NO_COORDINATES } from "../shared/coordinates.ts";

const IVY =
  /^\/([^/]+)\/([^/]+)\/(?:scala_[^/]+\/)?(?:sbt_[^/]+\/)?([^/]+)\/(?:jars|ivys|srcs|docs|poms|bundles)\/[^/]+$/;
const METADATA = /^maven-metadata(?:-[^/]*)?\.xml(?:\.\w+)?$/;
/** Where Maven looks plugins up by their prefix: metadata of a group, not of an artifact. */
const PLUGIN_GROUPS: ReadonlySet<string> = new Set(["org.apache.maven:plugins", "org.codehaus:mojo"]);

export function coordinates(request: ClientRequest): Coordinates {
  const path = decodedPath(request);
  const [, organisation, module, revision] = IVY.exec(path) ?? [];
  if (organisation !== undefined) return coordinatesOf(`${organisation}:${module}`, revision);
  const segments = path.slice(1).split("/");
  const file = segments.pop() ?? "";
  return METADATA.test(file) ? metadata(segments) : artifact(segments, file);
}

/** In the folder of an artifact's versions, or in that of a snapshot's builds. */
function metadata(segments: readonly string[]): Coordinates {
  const last = segments.at(-1) ?? "";
  if (/-SNAPSHOT$/.test(last)) return named(segments.slice(0, -1), last);
  const found = named(segments, "");
  return PLUGIN_GROUPS.has(found.package) ? NO_COORDINATES : found;
}

/** `group/artifact/version/artifact-version...`; sbt's plugins are `name_2.12_1.0/1.0/name-1.0...`. */
function artifact(segments: readonly string[], file: string): Coordinates {
  const version = segments.at(-1) ?? "";
  const [name = ""] = (segments.at(-2) ?? "").split("_", 1);
  const isOfVersion = file.includes(`-${version.replace(/-SNAPSHOT$/, "")}`);
  return name !== "" && isOfVersion && file.startsWith(name)
    ? named(segments.slice(0, -1), version)
    : NO_COORDINATES;
}

/** Takes the segments of group and artifact. */
function named(segments: readonly string[], version: string): Coordinates {
  if (segments.length < 2) return NO_COORDINATES;
  return coordinatesOf(`${segments.slice(0, -1).join(".")}:${segments.at(-1)}`, version);
}
