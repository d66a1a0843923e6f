/** The list of all registries that the origin plays. */
import { cargoRegistry } from "./cargo.ts";
import { composerRegistry } from "./composer.ts";
import { conanRegistry } from "./conan.ts";
import { condaRegistry } from "./conda.ts";
import { debianRegistry, rpmRegistry, rubygemsRegistry } from "./folder.ts";
import { galaxyRegistry } from "./galaxy.ts";
import { genericRegistry } from "./generic.ts";
import { goRegistry } from "./golang.ts";
import { helmRegistry } from "./helm.ts";
import { hexRegistry } from "./hex.ts";
import { lfsRegistry } from "./lfs.ts";
import { anthropicRegistry, huggingFaceRegistry, openAiRegistry } from "./machine-learning.ts";
import { mavenRegistry } from "./maven.ts";
import { npmRegistry } from "./npm.ts";
import { nugetRegistry } from "./nuget.ts";
import { ociRegistry } from "./oci.ts";
import { pypiRegistry } from "./pypi.ts";
import type { Registry } from "./registry.ts";
import { terraformRegistry } from "./terraform.ts";
import { vscodeRegistry } from "./vscode.ts";

export const REGISTRIES: readonly Registry[] = [
  anthropicRegistry,
  cargoRegistry,
  composerRegistry,
  conanRegistry,
  condaRegistry,
  debianRegistry,
  galaxyRegistry,
  genericRegistry,
  goRegistry,
  helmRegistry,
  hexRegistry,
  huggingFaceRegistry,
  lfsRegistry,
  mavenRegistry,
  npmRegistry,
  nugetRegistry,
  ociRegistry,
  openAiRegistry,
  pypiRegistry,
  rpmRegistry,
  rubygemsRegistry,
  terraformRegistry,
  vscodeRegistry,
];
