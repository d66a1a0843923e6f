/**
 * What a format's clients can use of a success, by request: so that a web page in its place is known for one. Each module
 * says it of its own paths, and where it can't be told it says less. Pure.
 */
import type { ClientRequest, Expected } from "./client.ts";

/** What is expected of a GET or HEAD by its path, and of any other request. */
export interface Expectations {
  /** The first that fits counts. */
  readonly reads: readonly (readonly [path: RegExp, expected: Expected])[];
  readonly otherwise: Expected;
  readonly writes: Expected;
}

/** A format's `expected`, where method and path tell. */
export function expects({ reads, otherwise, writes }: Expectations): (request: ClientRequest) => Expected {
  return ({ method, path }) => {
    if (method !== "GET" && method !== "HEAD") return writes;
    return reads.find(([pattern]) => pattern.test(path))?.[1] ?? otherwise;
  };
}
