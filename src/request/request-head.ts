/**
 * The head of the client's request as it came, read once: each access to the platform's objects costs time, and every
 * step needs some.
 */

export interface RequestHead {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** Of all fields, in lower case: a lookup here is cheaper than one in `headers`. */
  readonly names: readonly string[];
}

export function headOf({ url, method, headers }: Request): RequestHead {
  return { url, method, headers, names: [...headers.keys()] };
}
