/**
 * Cloudsmith: each format has a host of its own, `npm.` and so on before the domain. `ORIGIN` is the domain or its
 * download host (`https://dl.domain`). On the gateway the host's first label is the first segment:
 * /npm/owner/repository/..., /dl/basic/owner/repository/python/simple/...; Docker's is /v2, which its clients require.
 * Read in cloudsmith-io/cloudsmith-docs: src/content/formats and src/content/workspaces/custom-domains.mdx (a custom
 * domain drops the owner, or the owner and the repository, from the path: the paths below /dl are then one or two
 * segments shorter and speak plain HTTP; give those formats routes of their own).
 * One API key or entitlement token opens a repository on every host, so the routes trust each other.
 * Not verified: what Terraform's discovery answers on the host of modules; the token service of Docker's host.
 */
import type { FormatName } from "../../clients/index.ts";
import { onSubdomain, type Preset, type PresetRoute, subdomain, trustingEachOther } from "./preset.ts";

/** Hosts that speak one format, by their first label. */
const HOSTS: readonly (readonly [label: string, format: FormatName])[] = [
  ["npm", "npm"],
  ["nuget", "nuget"],
  ["maven", "maven"],
  ["python", "pypi"],
  ["ruby", "rubygems"],
  ["golang", "go"],
  ["cargo", "cargo"],
  ["composer", "composer"],
  ["conan", "conan"],
  ["conda", "conda"],
  ["dart", "pub"],
  ["hex", "hex"],
  ["huggingface", "huggingface"],
  ["swift", "swift"],
  ["terraform", "terraform"],
  ["generic", "generic"],
  ["upload", "generic"],
  ["api", "generic"],
];

/** Formats on the download host, by the segment after access (`public`, `basic` or a token), owner and repository. */
const DOWNLOADS: readonly (readonly [segment: string, format: FormatName])[] = [
  ["python", "pypi"],
  ["ruby", "rubygems"],
  ["maven", "maven"],
  ["helm", "helm"],
  ["cargo", "cargo"],
  ["go", "go"],
  ["deb", "debian"],
  ["rpm", "rpm"],
  ["alpine", "alpine"],
];

/** The domain without the label of the download host. */
function domainOf(origin: URL): URL {
  const domain = new URL(origin);
  domain.hostname = domain.hostname.replace(/^dl\./, "");
  return domain;
}

function download(domain: URL, segment: string, format: FormatName): PresetRoute {
  return {
    name: `dl-${format}`,
    format,
    paths: [`/dl/*/*/*/${segment}/*`],
    origin: { base: subdomain(domain, "dl"), prefix: "/dl" },
  };
}

export const cloudsmith: Preset = {
  routes: (origin) => {
    const domain = domainOf(origin);
    return trustingEachOther([
      ...HOSTS.map(([label, format]) => onSubdomain(domain, label, format)),
      ...DOWNLOADS.map(([segment, format]) => download(domain, segment, format)),
      // Raw files, keys, set-up scripts, and formats without a client module here (Vagrant, LuaRocks, CRAN, ...).
      onSubdomain(domain, "dl", "generic"),
      {
        name: "docker",
        format: "oci",
        paths: ["/v2/*"],
        origin: { base: subdomain(domain, "docker"), prefix: "" },
      },
    ]);
  },
};
