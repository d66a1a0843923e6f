/**
 * JFrog Artifactory: /artifactory/... below `ORIGIN` (`https://host`; a final /artifactory in it is taken off).
 * Read in jfrog/jfrog-cli-artifactory, jfrog/jfrog-client-go and jfrog/terraform-provider-artifactory (npm, pypi,
 * nuget, go, gems, conan, docker, huggingfaceml, aieditorextensions, terraform, /access, /xray) and in JFrog's help
 * (gems); seen only in the set-up of public projects: composer, cargo, swift, pub, conda, ansible, helm, lfs,
 * vscodeextensions. Maven, Debian, RPM, Alpine and generic repositories, and the files of all others, are at
 * /artifactory/repository/...: see repository-format.ts for how they are told apart.
 * Docker: by the repository's path (/v2/repository/image) and below /artifactory/api/docker; if each repository has a
 * subdomain instead, each needs a route of its own. The web interface (/ui, /artifactory/webapp) is not served.
 * One host for all, so no route has to trust another.
 * Not verified: the modules of Terraform's registry below api/terraform/v1; a Hex registry.
 */
import type { FormatName } from "../../clients/index.ts";
import type { PathShape } from "../path-pattern.ts";
import type { Preset } from "./preset.ts";
import { REPOSITORY_FORMATS, repositoryShapes } from "./repository-format.ts";

const ROOT = "/artifactory";

/** Formats with an API path of their own: /artifactory/api/segment/repository/... */
const APIS: readonly (readonly [segment: string, format: FormatName])[] = [
  ["npm", "npm"],
  ["pypi", "pypi"],
  ["nuget", "nuget"],
  ["gems", "rubygems"],
  ["go", "go"],
  ["conan", "conan"],
  ["composer", "composer"],
  ["cargo", "cargo"],
  ["terraform", "terraform"],
  ["swift", "swift"],
  ["pub", "pub"],
  ["conda", "conda"],
  ["helm", "helm"],
  ["ansible", "galaxy"],
  ["lfs", "lfs"],
  ["huggingfaceml", "huggingface"],
  ["vscodeextensions", "vscode"],
  ["aieditorextensions", "vscode"],
];

/** The web interface of Artifactory 6 is on a path like a repository's. */
function withoutInterface(shape: PathShape): PathShape {
  return { test: (path) => !/^\/artifactory\/(?:webapp|ui)(?:\/|$)/.test(path) && shape.test(path) };
}

function baseOf(origin: URL): { base: string; prefix: string } {
  return { base: origin.href.replace(/\/+$/, "").replace(/\/artifactory$/, ""), prefix: "" };
}

export const artifactory: Preset = {
  routes: (url) => {
    const origin = baseOf(url);
    const shape = repositoryShapes(ROOT);
    return [
      ...APIS.map(([segment, format]) => ({
        name: format,
        format,
        paths: [`${ROOT}/api/${segment}/*/*`],
        origin,
      })),
      { name: "oci", format: "oci", paths: ["/v2/*", `${ROOT}/api/docker/*/v2/*`], origin },
      ...REPOSITORY_FORMATS.map((format) => ({
        name: format,
        format,
        paths: [`${ROOT}/*/*`],
        shape: withoutInterface(shape(format)),
        origin,
      })),
      {
        name: "api",
        format: "generic",
        paths: [`${ROOT}/api/*`, "/access/api/*", "/xray/api/*"],
        origin,
      },
    ];
  },
};
