/** The only list of registries that the origin plays. */
import { cargoRegistry } from "./cargo.ts";
import { composerRegistry } from "./composer.ts";
import { conanRegistry } from "./conan.ts";
import { debianRegistry, rpmRegistry, rubygemsRegistry } from "./folder.ts";
import { galaxyRegistry } from "./galaxy.ts";
import { genericRegistry } from "./generic.ts";
import { goRegistry } from "./golang.ts";
import { helmRegistry } from "./helm.ts";
import { lfsRegistry } from "./lfs.ts";
import { anthropicRegistry, huggingFaceRegistry, openAiRegistry } from "./machine-learning.ts";
import { mavenRegistry } from "./maven.ts";
import { npmRegistry } from "./npm.ts";
import { nugetRegistry } from "./nuget.ts";
import { ociRegistry } from "./oci.ts";
import { pypiRegistry } from "./pypi.ts";
import type { Registry } from "./registry.ts";
import { terraformRegistry } from "./terraform.ts";

export const REGISTRIES: readonly Registry[] = [
  anthropicRegistry,
  cargoRegistry,
  composerRegistry,
  conanRegistry,
  debianRegistry,
  galaxyRegistry,
  genericRegistry,
  goRegistry,
  helmRegistry,
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
];
