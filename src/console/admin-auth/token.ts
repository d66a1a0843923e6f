/** The operator's token: whether it is too short, and comparison with it in constant time. */

/** A random token of this length has at least 64 bits. Wrong ones are not throttled, which would lock the operator out. */
const HARD_TO_GUESS_CHARACTERS = 16;

/** Whether the operator must be warned: guessing finds a short token in the end. */
export function isEasyToGuess(token: string): boolean {
  return token.length < HARD_TO_GUESS_CHARACTERS;
}

/** Whether both are the same text. Comparing hashes hides the lengths too. */
export async function isSameText(given: string, expected: string): Promise<boolean> {
  const [a, b] = await Promise.all([hash(given), hash(expected)]);
  return crypto.subtle.timingSafeEqual(a, b);
}

/** The token of `Authorization: Bearer ...`, or null. Unlike in RFC 6750, it may contain spaces. */
export function bearerOf(request: Request): string | null {
  return /^Bearer +(.*\S) *$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;
}

function hash(text: string): Promise<ArrayBuffer> {
  return crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
}
