/** The list of the programs that the try-out knows. */
import type { FormatName } from "../clients/index.ts";
import { COMPOSER_PROGRAMS } from "./terminals/composer.ts";
import { EXTENSION_PROGRAMS } from "./terminals/extensions.ts";
import { HELM_TERRAFORM_PROGRAMS } from "./terminals/helm-terraform.ts";
import { HEX_PROGRAMS } from "./terminals/hex.ts";
import { LANGUAGES } from "./terminals/languages.ts";
import { MAVEN_PROGRAMS } from "./terminals/maven.ts";
import { NPM_PROGRAMS } from "./terminals/npm.ts";
import { NUGET_PROGRAMS } from "./terminals/nuget.ts";
import { OCI_PROGRAMS } from "./terminals/oci.ts";
import type { Program } from "./terminals/program.ts";
import { PUB_PROGRAMS } from "./terminals/pub.ts";
import { PYPI_PROGRAMS } from "./terminals/pypi.ts";
import { PYTHON } from "./terminals/python.ts";
import { RUBYGEMS_PROGRAMS } from "./terminals/rubygems.ts";
import { SYSTEM } from "./terminals/system.ts";

export const PROGRAMS: readonly Program[] = [
  ...NPM_PROGRAMS,
  ...PYPI_PROGRAMS,
  ...PYTHON,
  ...MAVEN_PROGRAMS,
  ...RUBYGEMS_PROGRAMS,
  ...COMPOSER_PROGRAMS,
  ...LANGUAGES,
  ...PUB_PROGRAMS,
  ...HEX_PROGRAMS,
  ...NUGET_PROGRAMS,
  ...OCI_PROGRAMS,
  ...HELM_TERRAFORM_PROGRAMS,
  ...EXTENSION_PROGRAMS,
  ...SYSTEM,
];

/** The program of that name in that format, or null if the list has none. */
export function programOf(format: FormatName, name: string): Program | null {
  return PROGRAMS.find((program) => program.format === format && program.name === name) ?? null;
}
