/**
 * Slows down who tries tokens: after some wrong ones from one address, this isolate looks at no more of them for a while.
 * A brake on top of a token that can't be guessed, no lock: other isolates count for themselves.
 */

const WRONG_MAX = 10;
const WINDOW_MS = 60_000;
/** As many addresses are remembered, about 100 KB; then all are forgotten. */
const ADDRESSES_MAX = 1_000;

interface Wrong {
  readonly count: number;
  readonly until: number;
}

const wrong = new Map<string, Wrong>();

/** Seconds until a token from this address is looked at again; 0 where it is looked at now. */
export function secondsToWait(request: Request): number {
  const known = wrong.get(addressOf(request));
  if (known === undefined || known.count < WRONG_MAX) return 0;
  return Math.max(Math.ceil((known.until - Date.now()) / 1_000), 0);
}

/** To be called for every wrong token. */
export function countWrong(request: Request): void {
  const now = Date.now();
  const address = addressOf(request);
  const known = wrong.get(address);
  const goesOn = known !== undefined && known.until > now;
  if (wrong.size >= ADDRESSES_MAX && !goesOn) wrong.clear();
  wrong.set(address, { count: goesOn ? known.count + 1 : 1, until: goesOn ? known.until : now + WINDOW_MS });
}

function addressOf(request: Request): string {
  return request.headers.get("cf-connecting-ip") ?? "";
}
