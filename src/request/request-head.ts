/**
 * The head of the client's request as it came, read once: each look at the platform's objects has its price, and every step
 * has questions.
 */

export interface RequestHead {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Of all fields, in lower case: to look for one here is cheaper than to ask `headers` for it. */
  readonly names: readonly string[];
}

export function headOf({ url, method, headers }: Request): RequestHead {
  return { url, method, headers, names: [...headers.keys()] };
}
