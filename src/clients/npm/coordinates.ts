/**
 * The package of a request to a registry of the npm format. Pure.
 * Paths were read in npm/cli, npm/npm-registry-fetch and npm/registry: docs/REGISTRY-API.md; GitLab's, Gitea's and
 * GitHub's tarballs as in ../../config/presets.
 */
import type { ClientRequest } from "../shared/client.ts";
import { type Coordinates, coordinatesOf, decodedPath, NO_COORDINATES } from "../shared/coordinates.ts";

const NAME = "@[^/@]+/[^/@]+|[^/@]+";

/** `/name/-/name-1.0.0.tgz`; the scope or the version may precede the file. */
const TARBALL = new RegExp(`/(${NAME})/-/(?:[^/]+/)?([^/]+)\\.tgz$`);
/** GitHub: `/download/@owner/name/1.0.0/digest`. */
const DOWNLOAD = /\/download\/(@[^/]+\/[^/]+)\/([^/]+)\/[^/]+$/;
/** `/-/package/name/dist-tags/latest` and a package's other attributes. */
const ATTRIBUTES = new RegExp(
  `/-/package/(${NAME})/(?:dist-tags|access|collaborators|visibility)(?:/[^/]+)?$`,
);
const ATTESTATIONS = new RegExp(`/-/npm/v1/attestations/(${NAME})@([^/]+)$`);
/** The packument, or the manifest of one version; an unscoped name only at the beginning of the path. */
const PACKUMENT = /(?:^|\/)(@[^/@]+\/[^/@]+)(?:\/([^/]+))?$|^\/([^/@]+)(?:\/([^/]+))?$/;
/** Any other second segment may be a dist-tag. */
const VERSION = /^\d+\.\d+\.\d+(?:[-+][\w.+-]*)?$/;

export function coordinates(request: ClientRequest): Coordinates {
  // `/name/-rev/12-0a1b` and `/name/-/name-1.0.0.tgz/-rev/12-0a1b`, as npm unpublish requests.
  const path = decodedPath(request).replace(/\/-rev\/[^/]+$/, "");
  const tarball = TARBALL.exec(path);
  if (tarball !== null)
    return coordinatesOf(tarball[1] ?? "", versionInFile(tarball[1] ?? "", tarball[2] ?? ""));
  const named = DOWNLOAD.exec(path) ?? ATTESTATIONS.exec(path) ?? ATTRIBUTES.exec(path);
  if (named !== null) return coordinatesOf(named[1] ?? "", named[2]);
  // The registry's own: /-/whoami, /-/v1/search, /-/npm/v1/security/...
  return /\/-(?:\/|$)/.test(path) ? NO_COORDINATES : packument(path);
}

function packument(path: string): Coordinates {
  const [, scoped, scopedVersion, plain, plainVersion] = PACKUMENT.exec(path) ?? [];
  const version = scopedVersion ?? plainVersion ?? "";
  // Two plain segments without a version in them may be a repository and its package.
  if (plain !== undefined && version !== "" && !VERSION.test(version)) return NO_COORDINATES;
  return coordinatesOf(scoped ?? plain ?? "", VERSION.test(version) ? version : "");
}

/** `left-pad-1.3.0` is version 1.3.0 of `left-pad` and of `@acme/left-pad`. */
function versionInFile(name: string, file: string): string {
  const start = `${name.slice(name.indexOf("/") + 1)}-`;
  return file.startsWith(start) ? file.slice(start.length) : "";
}
