/** The only list of package formats. */
import { alpine } from "./alpine.ts";
import { anthropic } from "./anthropic/anthropic.ts";
import { cargo } from "./cargo.ts";
import { composer } from "./composer.ts";
import { conan } from "./conan.ts";
import { conda } from "./conda.ts";
import { debian } from "./debian.ts";
import { galaxy } from "./galaxy.ts";
import { generic } from "./generic/generic.ts";
import { go } from "./go.ts";
import { helm } from "./helm.ts";
import { hex } from "./hex/hex.ts";
import { huggingface } from "./huggingface.ts";
import { lfs } from "./lfs.ts";
import { maven } from "./maven/maven.ts";
import { npm } from "./npm/npm.ts";
import { nuget } from "./nuget.ts";
import { oci } from "./oci/oci.ts";
import { openai } from "./openai/openai.ts";
import { pub } from "./pub.ts";
import { pypi } from "./pypi/pypi.ts";
import { rpm } from "./rpm.ts";
import { rubygems } from "./rubygems.ts";
import type { ClientFormat } from "./shared/client.ts";
import { swift } from "./swift.ts";
import { terraform } from "./terraform.ts";
import { vscode } from "./vscode.ts";

export const FORMATS = {
  alpine,
  anthropic,
  cargo,
  composer,
  conan,
  conda,
  debian,
  galaxy,
  generic,
  go,
  helm,
  hex,
  huggingface,
  lfs,
  maven,
  npm,
  nuget,
  oci,
  openai,
  pub,
  pypi,
  rpm,
  rubygems,
  swift,
  terraform,
  vscode,
} as const satisfies Record<string, ClientFormat>;

export type FormatName = keyof typeof FORMATS;

/** The format of a route, by the name that the configuration gives. */
export function clientFormat(name: FormatName): ClientFormat {
  return FORMATS[name];
}

export const FORMAT_NAMES: readonly FormatName[] = Object.keys(FORMATS).filter(
  (name): name is FormatName => name in FORMATS,
);
