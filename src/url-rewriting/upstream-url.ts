/**
 * A base URL of an origin and the gateway's URL for it. Pure.
 */
import type { Base } from "./base.ts";
import type { Spellings } from "./spelling.ts";

/** What one route serves, or all routes of a preset that share a base and a prefix. */
export interface UpstreamUrl extends Base {
  /** False if only this one path is served. */
  readonly subtree: boolean;
  /** `https://packages.example`, with the port that the client used. */
  readonly publicOrigin: string;
  /** The prefix of the routes. */
  readonly publicPath: string;
  /**
   * Whether this path of the gateway leads back to the same origin server; of a long path only the beginning is given. Null
   * if the prefix alone decides.
   */
  readonly serves: ((path: string, isWhole: boolean) => boolean) | null;
  readonly spelled: Spellings;
}
