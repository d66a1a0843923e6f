/** Comparing with the operator's token without telling by the time it takes how much of it was right. */

/** Whether both are the same text. Their hashes are compared, so that lengths don't show either. */
export async function isSameText(given: string, wanted: string): Promise<boolean> {
  const [a, b] = await Promise.all([hash(given), hash(wanted)]);
  return crypto.subtle.timingSafeEqual(a, b);
}

/** The token of `Authorization: Bearer ...`, or null. Blanks may stand in it, unlike in RFC 6750's. */
export function bearerOf(request: Request): string | null {
  return /^Bearer +(.*\S) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

function hash(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
