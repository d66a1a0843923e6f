/**
 * What a format's clients can use as a success, by request, so that a web page sent in its place is recognized. Each module
 * declares it for its own paths, and claims less where it can't be sure. Pure.
 */
import type { ClientRequest, Expected } from "./client.ts";

/** What is expected for a GET or HEAD by its path, and for any other request. */
export interface Expectations {
  /** The first match wins. */
  readonly reads: readonly (readonly [path: RegExp, expected: Expected])[];
  readonly otherwise: Expected;
  readonly writes: Expected;
}

/** A format's `expected`, decided by method and path. */
export function expects({ reads, otherwise, writes }: Expectations): (request: ClientRequest) => Expected {
  return ({ method, path }) => {
    if (method !== "GET" && method !== "HEAD") return writes;
    return reads.find(([pattern]) => pattern.test(path))?.[1] ?? otherwise;
  };
}
