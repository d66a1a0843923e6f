/**
 * A body without markup: Gitea, RubyGems, Go proxies, Envoy, Traefik, Rack::Attack; RubyGems in YAML. Bytes that are
 * not text (an archive, an image) are ignored.
 */
import { brokenCharacters } from "../text/unicode.ts";
import type { Shape } from "./said.ts";

/** How much of a body is sampled to tell text from binary data. */
const SAMPLE_CHARACTERS = 1_000;
/** A few broken characters mean a wrong charset; a third of them, binary data. */
const BROKEN_SHARE_MAX = 0.3;

export const plainText: Shape<string> = {
  name: "text",
  read(text) {
    if (!isReadable(text)) return null;
    return { choices: [[yamlError(text) ?? text]], requestId: requestIdIn(text) };
  },
};

function isReadable(text: string): boolean {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const broken = sample.match(brokenCharacters())?.length ?? 0;
  return broken <= sample.length * BROKEN_SHARE_MAX;
}

/** `---` and `error: text` or `:error: text`, as Rails renders a hash. */
function yamlError(text: string): string | null {
  if (!text.startsWith("---\n")) return null;
  const line = /\n:?(?:error|message):[ \t]{0,8}(.{1,2000})/.exec(text)?.[1];
  return line?.replace(/^(["'])(.*)\1\s{0,2}$/, "$2") ?? null;
}

/** crates and Nexus put the id into the sentence. */
function requestIdIn(text: string): string | null {
  return (
    /(?:\brequest[ _-]?id:?\s|\(ID )([\w-]{8,64})\b/i.exec(text.slice(0, SAMPLE_CHARACTERS * 4))?.[1] ?? null
  );
}
