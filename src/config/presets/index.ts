/** The only list of presets. */
import { artifactory } from "./artifactory.ts";
import { cloudsmith } from "./cloudsmith.ts";
import { codeartifact } from "./codeartifact.ts";
import { forgejo } from "./forgejo.ts";
import { gitea } from "./gitea.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";
import { harbor } from "./harbor.ts";
import { nexus } from "./nexus.ts";
import type { Preset } from "./preset.ts";
import { pulp } from "./pulp.ts";
import { verdaccio } from "./verdaccio.ts";

export const PRESETS = {
  artifactory,
  cloudsmith,
  codeartifact,
  forgejo,
  gitea,
  github,
  gitlab,
  harbor,
  nexus,
  pulp,
  verdaccio,
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

export function isPresetName(name: unknown): name is PresetName {
  return typeof name === "string" && Object.hasOwn(PRESETS, name);
}

export const PRESET_NAMES: readonly PresetName[] = Object.keys(PRESETS).filter(isPresetName);
