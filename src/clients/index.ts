/**
 * The only list of package formats. Each is a separate chunk of the bundle, loaded for the first request of its format: few
 * gateways serve more than a handful of them, and together they are a third of all code.
 */
import type { ClientFormat } from "./shared/client.ts";

const FORMATS = {
  alpine: () => import("./alpine.ts").then(({ alpine }) => alpine),
  anthropic: () => import("./anthropic/anthropic.ts").then(({ anthropic }) => anthropic),
  cargo: () => import("./cargo.ts").then(({ cargo }) => cargo),
  composer: () => import("./composer.ts").then(({ composer }) => composer),
  conan: () => import("./conan.ts").then(({ conan }) => conan),
  conda: () => import("./conda.ts").then(({ conda }) => conda),
  debian: () => import("./debian.ts").then(({ debian }) => debian),
  galaxy: () => import("./galaxy.ts").then(({ galaxy }) => galaxy),
  generic: () => import("./generic/generic.ts").then(({ generic }) => generic),
  go: () => import("./go.ts").then(({ go }) => go),
  helm: () => import("./helm.ts").then(({ helm }) => helm),
  hex: () => import("./hex/hex.ts").then(({ hex }) => hex),
  huggingface: () => import("./huggingface.ts").then(({ huggingface }) => huggingface),
  lfs: () => import("./lfs.ts").then(({ lfs }) => lfs),
  maven: () => import("./maven/maven.ts").then(({ maven }) => maven),
  npm: () => import("./npm/npm.ts").then(({ npm }) => npm),
  nuget: () => import("./nuget.ts").then(({ nuget }) => nuget),
  oci: () => import("./oci/oci.ts").then(({ oci }) => oci),
  openai: () => import("./openai/openai.ts").then(({ openai }) => openai),
  pub: () => import("./pub.ts").then(({ pub }) => pub),
  pypi: () => import("./pypi/pypi.ts").then(({ pypi }) => pypi),
  rpm: () => import("./rpm.ts").then(({ rpm }) => rpm),
  rubygems: () => import("./rubygems.ts").then(({ rubygems }) => rubygems),
  swift: () => import("./swift.ts").then(({ swift }) => swift),
  terraform: () => import("./terraform.ts").then(({ terraform }) => terraform),
  vscode: () => import("./vscode.ts").then(({ vscode }) => vscode),
} as const satisfies Record<string, () => Promise<ClientFormat>>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES: readonly FormatName[] = Object.keys(FORMATS).filter(
  (name): name is FormatName => name in FORMATS,
);

/** Formats whose last resort puts text into a path, which needs a signing secret: checked before any format is loaded. */
export const TEXT_IN_PATH: ReadonlySet<FormatName> = new Set<FormatName>(["npm", "rpm"]);

const loaded = new Map<FormatName, ClientFormat>();

/** The format of a route, by its name in the configuration; only the first request for it has to wait. */
export function clientFormat(name: FormatName): ClientFormat | Promise<ClientFormat> {
  return loaded.get(name) ?? loadFormat(name);
}

/** Each request awaits its own promise: on workerd it must not await one that another request made. */
export async function loadFormat(name: FormatName): Promise<ClientFormat> {
  const format = await FORMATS[name]();
  loaded.set(name, format);
  return format;
}
