/**
 * Slows down guessing: after some wrong tokens from one address, this isolate checks no more of them for a while.
 * Each isolate counts for itself, so this only supports a token that can't be guessed.
 */

const WRONG_TOKENS_MAX = 10;
const WINDOW_MS = 60_000;
/** About 100 KB; when it is full, all addresses are forgotten. */
const ADDRESSES_MAX = 1_000;

interface Attempts {
  readonly count: number;
  readonly until: number;
}

const attempts = new Map<string, Attempts>();

/** Seconds until a token from this address is checked again; 0 if it is checked now. */
export function secondsToWait(request: Request): number {
  const known = attempts.get(addressOf(request));
  if (known === undefined || known.count < WRONG_TOKENS_MAX) return 0;
  return Math.max(Math.ceil((known.until - Date.now()) / 1_000), 0);
}

/** Call this for every wrong token. */
export function countWrongToken(request: Request): void {
  const now = Date.now();
  const address = addressOf(request);
  const known = attempts.get(address);
  const isRunning = known !== undefined && known.until > now;
  if (attempts.size >= ADDRESSES_MAX && !isRunning) attempts.clear();
  attempts.set(address, {
    count: isRunning ? known.count + 1 : 1,
    until: isRunning ? known.until : now + WINDOW_MS,
  });
}

function addressOf(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "";
}
