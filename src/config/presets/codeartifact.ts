/**
 * AWS CodeArtifact: `ORIGIN` is the host of the domain (`https://domain-owner.d.codeartifact.region...`), where each
 * format has a path and each repository its name below it: /npm/repository/...
 * One host for all, so no route has to trust another.
 * Read in aws/aws-cli: awscli/customizations/codeartifact/login.py (npm, pypi, nuget, swift) and
 * awscli/examples/codeartifact/get-repository-endpoint.rst; the API reference of GetRepositoryEndpoint (the formats);
 * the user guide's page on Cargo. maven, ruby and generic were seen only in public projects' set-up. The API that
 * manages repositories has another host and is not served.
 */
import type { FormatName } from "../../clients/index.ts";
import type { Preset } from "./preset.ts";

const FORMATS: readonly (readonly [path: string, format: FormatName])[] = [
  ["cargo", "cargo"],
  ["generic", "generic"],
  ["maven", "maven"],
  ["npm", "npm"],
  ["nuget", "nuget"],
  ["pypi", "pypi"],
  ["ruby", "rubygems"],
  ["swift", "swift"],
];

export const codeartifact: Preset = {
  routes: () => FORMATS.map(([path, format]) => ({ name: format, format, paths: [`/${path}/*/*`] })),
};
