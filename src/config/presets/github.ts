/**
 * GitHub Packages: each registry has a host of its own, `npm.` and so on before `ORIGIN`'s. `ORIGIN` is the host name
 * of the Enterprise Server or of the company's subdomain; for the public service it is `pkg.` before GitHub's host.
 * On the gateway the first segment names the registry (/npm/...), and /v2 is the container registry. Without subdomain
 * isolation, as on an IP address, an Enterprise Server has the registries below /_registry, which is served unchanged.
 * Read in github/docs: "Enabling subdomain isolation" (the table of hosts), "Introduction to GitHub Packages",
 * working-with-the-nuget-registry.md.
 * One personal access token opens every registry, so the routes trust each other.
 * The public service has its container registry on a host that can't be derived: give it a route of its own in
 * `ROUTES`, with the path /v2/* and that host's own /v2 as its origin. Not served: the REST API, Git and Git LFS.
 */
import type { FormatName } from "../../clients/index.ts";
import {
  belowOwner,
  onSubdomain,
  type Preset,
  type PresetRoute,
  subdomain,
  trustingEachOther,
} from "./preset.ts";

const FORMATS = ["maven", "npm", "nuget", "rubygems"] as const satisfies readonly FormatName[];

function withoutIsolation(format: FormatName): PresetRoute {
  return { name: format, format, paths: belowOwner(`/_registry/${format}`, format) };
}

export const github: Preset = {
  routes: (origin) =>
    trustingEachOther([
      ...FORMATS.map((format) => onSubdomain(origin, format, format)),
      ...FORMATS.map(withoutIsolation),
      {
        name: "oci",
        format: "oci",
        paths: ["/v2/*"],
        origin: { base: subdomain(origin, "containers"), prefix: "" },
      },
    ]),
};
