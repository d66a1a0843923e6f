/**
 * Gitea, its own paths below `ORIGIN`.
 * Read in go-gitea/gitea: routers/api/packages/api.go (all formats, and /v2 with its token service), routers/web/web.go
 * (Git LFS). Formats of Gitea that have no client module here (Arch, Chef, CRAN, Vagrant, generic) speak plain HTTP, as
 * does the REST API. Git itself and the web interface are not served.
 * One host for all, so no route has to trust another.
 * Not verified: a Gitea with a sub-path, whose /v2 may still be at the root of its host.
 */
import type { FormatName } from "../../clients/index.ts";
import type { Preset, PresetRoute } from "./preset.ts";

const OWNER = "/api/packages/*";

const FORMATS = [
  "alpine",
  "cargo",
  "composer",
  "conan",
  "conda",
  "debian",
  "go",
  "helm",
  "maven",
  "npm",
  "nuget",
  "pub",
  "pypi",
  "rpm",
  "rubygems",
  "swift",
] as const satisfies readonly FormatName[];

/** Forgejo, which began as Gitea, has these too. */
export const GITEA_ROUTES: readonly PresetRoute[] = [
  ...FORMATS.map((format) => ({ name: format, format, paths: [`${OWNER}/${format}/*`] })),
  // The proxy for any Go module, which belongs to no owner.
  { name: "go", format: "go", paths: ["/api/packages/go/*"] },
  // What `dnf config-manager --add-repo` fetches, next to the repository itself.
  { name: "rpm", format: "rpm", paths: [`${OWNER}/*`], shape: /\/rpm\.repo$/ },
  {
    name: "terraform",
    format: "terraform",
    paths: [`${OWNER}/*`],
    shape: /^\/api\/packages\/[^/]+\/terraform\/state\//,
  },
  { name: "generic", format: "generic", paths: [`${OWNER}/*`] },
  { name: "oci", format: "oci", paths: ["/v2/*"] },
  // With or without `.git`; matched by shape, so that the path that the client module sees includes the repository.
  { name: "lfs", format: "lfs", paths: ["/*"], shape: /^\/[^/]+\/[^/]+\/info\/lfs(?:\/|$)/ },
  { name: "api", format: "generic", paths: ["/api/v1/*"] },
];

export const gitea: Preset = { routes: () => GITEA_ROUTES };
