/** The only list of package formats. */
import type { ClientFormat } from "./client.ts";
import { generic } from "./generic.ts";

export const FORMATS = {
  generic,
} as const satisfies Record<string, ClientFormat>;

export type FormatName = keyof typeof FORMATS;

export const FORMAT_NAMES = Object.keys(FORMATS) as [FormatName, ...FormatName[]];
