/**
 * The project of a request to a Python package index, in the normal form of its name (PEP 503). Pure.
 * Paths: PEP 503 and 691 (`/simple/name/`), PEP 658 (`.metadata`), PEP 740 (`/integrity/`), PyPI's JSON API.
 * Files: PEP 427 (wheels), PEP 625 (source distributions).
 */
import type { ClientRequest } from "../shared/client.ts";
import { type Coordinates, coordinatesOf, decodedPath, NO_COORDINATES } from "../shared/coordinates.ts";

const PAGE = /\/\+?simple\/([^/]+)(?:\/index\.(?:html|json))?$|\/pypi\/([^/]+)(?:\/([^/]+))?\/json$/;
const INTEGRITY = /\/integrity\/([^/]+)\/([^/]+)\/[^/]+\/provenance$/;
/** Files that accompany a distribution. */
const COMPANION = /\.(?:metadata|asc|sig|provenance|sigstore(?:\.json)?)$/;
/** `name-version(-build)-python-abi-platform.whl`: none of the parts contains a dash. */
const WHEEL = /^([^-]+)-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/;
const EGG = /^([^-]+)-([^-]+)(?:-py\d[^-]*)(?:-[^-]+)?\.egg$/;
/** Older names have dashes; a version has none since PEP 625. */
const SOURCE = /^(.+)-v?(\d[^-]*)\.(?:tar\.(?:gz|bz2|xz)|tgz|zip)$/;

export function coordinates(request: ClientRequest): Coordinates {
  const path = decodedPath(request);
  const [, simple, project, release] = PAGE.exec(path) ?? [];
  const page = simple ?? project;
  if (page !== undefined) return named(page, release);
  const attested = INTEGRITY.exec(path);
  if (attested !== null) return named(attested[1] ?? "", attested[2]);
  const file = path.slice(path.lastIndexOf("/") + 1).replace(COMPANION, "");
  const [, name, version] = WHEEL.exec(file) ?? EGG.exec(file) ?? SOURCE.exec(file) ?? [];
  return name === undefined ? NO_COORDINATES : named(name, version);
}

function named(name: string, version: string | undefined): Coordinates {
  return coordinatesOf(name.toLowerCase().replace(/[-_.]+/g, "-"), version);
}
