/** Finds out whether a registry answers, which product it is, and what it says about an unknown package. Never throws. */
import type { Route } from "../../config/route.ts";
import { ERROR_BODY_MAX_BYTES } from "../../limits.ts";
import { hear } from "../../origins/index.ts";
import { type Found, isAccess, productOfHost, SIGNS } from "./products.ts";
import { unknownPackageUrl } from "./unknown-package.ts";

export type Look =
  | { readonly kind: "unreachable"; readonly says: string }
  /** Cloudflare Access answers instead. */
  | { readonly kind: "access" }
  | { readonly kind: "answers"; readonly found: Found | null };

/** A person is waiting. */
const PATIENCE_MS = 10_000;

/** `headers` are those that the gateway would send in the operator's name. */
export async function lookAt(origin: string, headers: Readonly<Record<string, string>> = {}): Promise<Look> {
  const first = await ask(origin, headers);
  if (first.kind === "failed") return { kind: "unreachable", says: first.says };
  if (isAccess(first)) return { kind: "access" };
  const known = productOfHost(new URL(origin).hostname);
  if (known !== null) return { kind: "answers", found: { kind: "product", preset: known } };
  const paths = [...new Set(SIGNS.map(({ path }) => path))];
  const asked = await Promise.all(
    paths.map(async (path) => [path, await ask(origin + path, headers)] as const),
  );
  const answers = new Map(asked);
  const shown = SIGNS.find(({ path, isShownBy }) => {
    const answer = answers.get(path);
    if (answer?.kind !== "answered") return false;
    return isShownBy({ ...answer, body: new TextDecoder().decode(answer.bytes) });
  });
  return { kind: "answers", found: shown?.found ?? null };
}

/** One line: what it says about a package that does not exist; null if no route has a URL to request. */
export async function lookForUnknown(
  routes: readonly Route[],
  sent: Readonly<Record<string, string>> = {},
): Promise<string | null> {
  const url = unknownPackageUrl(routes);
  if (url === null) return null;
  const asked = await ask(url, sent);
  const { pathname } = new URL(url);
  if (asked.kind === "failed") return `An unknown package (${pathname}): ${asked.says}`;
  if (isAccess(asked)) return `An unknown package (${pathname}): Cloudflare Access asks for a service token.`;
  const { status, headers, phrase, bytes } = asked;
  if (status < 300)
    return `An unknown package (${pathname}): ${status}. A registry would refuse; is that its URL?`;
  const { message } = hear({ status, headers, phrase, body: bytes, complete: true });
  const says = message === null ? "without a reason" : `"${message}"`;
  return `An unknown package (${pathname}): ${status}, ${says}`;
}

type Asked =
  | { readonly kind: "failed"; readonly says: string; readonly isLate: boolean }
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly phrase: string;
      readonly headers: Headers;
      readonly bytes: Uint8Array;
    };

/** Retried once: while setup loads its code, a registry may close a connection that still seems open here. */
async function ask(url: string, sent: Readonly<Record<string, string>> = {}): Promise<Asked> {
  const first = await askOnce(url, sent);
  return first.kind === "failed" && !first.isLate ? askOnce(url, sent) : first;
}

/** Redirects are not followed. */
async function askOnce(url: string, sent: Readonly<Record<string, string>>): Promise<Asked> {
  try {
    const response = await fetch(url, {
      headers: sent,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status, statusText, headers } = response;
    return { kind: "answered", status, phrase: statusText, headers, bytes: await beginning(response) };
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    return { kind: "failed", says: faultOf(error), isLate };
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

/** undici's message is only "fetch failed"; the reason is in its cause. */
function faultOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return "it can't be reached";
  if (cause.name === "TimeoutError") return `no answer in ${PATIENCE_MS / 1000} s`;
  return "code" in cause ? `it can't be reached (${String(cause.code)})` : "it can't be reached";
}
