/** Asks a registry whether it answers, which product it is, and what it says to an unknown package. Never throws. */
import type { PresetName } from "../../config/presets/index.ts";
import type { Route } from "../../config/route.ts";
import { ERROR_BODY_MAX_BYTES } from "../../limits.ts";
import { hear } from "../../origins/index.ts";
import { productOfHost, SIGNS } from "./products.ts";
import { unknownPackageUrl } from "./unknown-package.ts";

export type Look =
  | { readonly kind: "unreachable"; readonly says: string }
  | { readonly kind: "answers"; readonly product: PresetName | null };

/** A person waits for it. */
const PATIENCE_MS = 10_000;

export async function lookAt(origin: string): Promise<Look> {
  const first = await ask(origin);
  if (first.kind === "failed") return { kind: "unreachable", says: first.says };
  const known = productOfHost(new URL(origin).hostname);
  if (known !== null) return { kind: "answers", product: known };
  const shown = await Promise.all(
    SIGNS.map(async ({ preset, path, isShownBy }) => {
      const asked = await ask(origin + path);
      if (asked.kind === "failed") return null;
      const { status, headers, bytes } = asked;
      return isShownBy({ status, headers, body: new TextDecoder().decode(bytes) }) ? preset : null;
    }),
  );
  return { kind: "answers", product: shown.find((preset) => preset !== null) ?? null };
}

/** One line: what it says to somebody who asks for a package that isn't there; null where it can't be asked. */
export async function lookForUnknown(routes: readonly Route[]): Promise<string | null> {
  const url = unknownPackageUrl(routes);
  if (url === null) return null;
  const asked = await ask(url);
  const { pathname } = new URL(url);
  if (asked.kind === "failed") return null;
  const { status, headers, phrase, bytes } = asked;
  if (status < 300)
    return `An unknown package (${pathname}): ${status}. A registry would refuse; is that its URL?`;
  const { message } = hear({ status, headers, phrase, body: bytes, complete: true });
  const says = message === null ? "without a reason" : `"${message}"`;
  return `An unknown package (${pathname}): ${status}, ${says}`;
}

type Asked =
  | { readonly kind: "failed"; readonly says: string }
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly phrase: string;
      readonly headers: Headers;
      readonly bytes: Uint8Array;
    };

/** Without credentials, and nothing is followed. */
async function ask(url: string): Promise<Asked> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(PATIENCE_MS) });
    const { status, statusText, headers } = response;
    return { kind: "answered", status, phrase: statusText, headers, bytes: await beginning(response) };
  } catch (error) {
    return { kind: "failed", says: faultOf(error) };
  }
}

async function beginning({ body }: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length >= ERROR_BODY_MAX_BYTES) break;
  }
  return Buffer.concat(chunks);
}

/** undici says "fetch failed", and why in its cause. */
function faultOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return "it can't be reached";
  if (cause.name === "TimeoutError") return `no answer in ${PATIENCE_MS / 1000} s`;
  return "code" in cause ? `it can't be reached (${String(cause.code)})` : "it can't be reached";
}
