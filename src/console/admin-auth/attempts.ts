/**
 * Counts wrong tokens by address. The right token is always let in, so that guessing can't lock the operator out; the
 * token's length (`token.ts`) makes guessing hopeless. An address that keeps guessing is told to wait, and logged.
 */

const WRONG_TOKENS_MAX = 10;
const WINDOW_MS = 60_000;
/** About 100 KB; when it is full, all addresses are forgotten. */
const ADDRESSES_MAX = 1_000;

interface Attempts {
  readonly count: number;
  readonly until: number;
}

/** Of this isolate: each isolate counts for itself. */
const attempts = new Map<string, Attempts>();

/** Call this for every wrong token. Out: for how many seconds its sender should wait; 0 for the first ones. */
export function countWrongToken(request: Request): number {
  const now = Date.now();
  const address = request.headers.get("cf-connecting-ip") ?? "";
  const known = attempts.get(address);
  const isRunning = known !== undefined && known.until > now;
  if (attempts.size >= ADDRESSES_MAX && !isRunning) attempts.clear();
  const count = isRunning ? known.count + 1 : 1;
  const until = isRunning ? known.until : now + WINDOW_MS;
  attempts.set(address, { count, until });
  // Once in each window: a line for each guess would fill the log.
  if (count === WRONG_TOKENS_MAX + 1) log(address);
  return count > WRONG_TOKENS_MAX ? Math.ceil((until - now) / 1_000) : 0;
}

function log(address: string): void {
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.warn(JSON.stringify({ event: "wrong_tokens", address }));
}
