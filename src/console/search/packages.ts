/** Packages as people and programs write them. Pure. */
import type { NamedPackage } from "./understood.ts";

const VERSION = String.raw`v?\d[\w.+~!-]*`;
/** Each matches a package, some with its version. Names and versions end with a letter or digit. */
const WRITTEN: readonly RegExp[] = [
  // Maven: `group:artifact`, with a type, with a version.
  new RegExp(
    String.raw`(?<![\w:/@.-])(?<name>[a-z][\w-]*(?:\.[\w-]+)+:[a-z][\w.-]*\w)(?::(?:jar|pom|war|aar|zip|module|tar\.gz))?(?::(?<version>${VERSION}))?`,
    "gi",
  ),
  /(?<![\w:/@.-])(?<name>[a-z][\w.-]*:[a-z][\w.-]*\w):(?<version>\d[\w.+-]*)/gi,
  // npm: `@scope/name`, `name@version`.
  new RegExp(
    String.raw`(?<![\w/])(?<name>@[\w.-]+\/[\w.-]*\w)(?:@(?<version>${VERSION}|latest|next))?`,
    "gi",
  ),
  new RegExp(String.raw`(?<![\w/@.:])(?<name>[a-z][\w./-]*)@(?<version>${VERSION}|latest|next)`, "gi"),
  // Python: `name==version`.
  new RegExp(String.raw`(?<![\w/@.])(?<name>[a-z][\w.-]*)\s?==\s?(?<version>${VERSION})`, "gi"),
  // Images: `group/name:tag`, by digest; Composer, Go modules, Terraform: `owner/name`.
  /(?<![\w/@.:-])(?<name>[a-z][\w.-]*(?:\/[\w.-]*\w)+)(?:[:@](?<version>sha256:[0-9a-f]{8,64}|[\w][\w.-]*\w))?/gi,
];

/** What is written like a package, at most `most`. */
export function packagesIn(text: string, most: number): readonly NamedPackage[] {
  const found = new Map<string, NamedPackage>();
  for (const written of WRITTEN) {
    for (const { groups } of text.matchAll(written)) {
      const { name = "", version = "" } = groups ?? {};
      const known = found.get(name);
      if (name !== "" && (known === undefined || known.version === ""))
        found.set(name, { name, version: ended(version) });
    }
  }
  return [...found.values()].slice(0, most);
}

/** Without the full stop that ends the sentence. */
function ended(version: string): string {
  return version.replace(/[^\w]+$/, "");
}
