/** All package formats, loaded at once: in Node nothing is gained by loading them on demand. */
import { FORMAT_NAMES, type FormatName, loadFormat } from "../clients/index.ts";
import type { ClientFormat } from "../clients/shared/client.ts";

const FORMATS: ReadonlyMap<FormatName, ClientFormat> = new Map(
  await Promise.all(FORMAT_NAMES.map(async (name) => [name, await loadFormat(name)] as const)),
);

export function clientFormat(name: FormatName): ClientFormat {
  const format = FORMATS.get(name);
  if (format === undefined) throw new Error(`no format ${name}`);
  return format;
}
