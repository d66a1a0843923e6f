/**
 * How an upstream URL and its public URL are spelled in the bytes of a document: plain, or with slashes escaped for
 * JSON (`\/`). Pure.
 */
import { bytesOf } from "./url-bytes.ts";

export interface Spelling {
  /** The path of the upstream URL. */
  readonly path: Uint8Array;
  /** Its public URL with a scheme, without one, and as a path. */
  readonly absolute: Uint8Array;
  readonly protocolRelative: Uint8Array;
  readonly publicPath: Uint8Array;
}

export interface Spellings {
  readonly plain: Spelling;
  readonly escaped: Spelling;
}

export function spellingsOf(path: string, publicOrigin: string, publicPath: string): Spellings {
  const authority = publicOrigin.slice(publicOrigin.indexOf("//"));
  const spelling = (spell: (text: string) => string): Spelling => ({
    path: bytesOf(spell(path)),
    absolute: bytesOf(spell(publicOrigin + publicPath)),
    protocolRelative: bytesOf(spell(authority + publicPath)),
    publicPath: bytesOf(spell(publicPath)),
  });
  return { plain: spelling((text) => text), escaped: spelling((text) => text.replaceAll("/", "\\/")) };
}
