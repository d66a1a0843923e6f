/** What others reported of registries and clients: one exchange each, directly with the origin and through the gateway. */
import type { FormatName } from "../../../src/clients/index.ts";
import type { Category } from "../../../src/failure/category.ts";
import type { RouteTable } from "../gateway.ts";

export interface Behaviour {
  readonly behaviour: string;
  /** Where it was reported, or what specifies it: a public URL. */
  readonly source: string;
  /** The file of `test/clients-real/faults` in which a real client runs it too. */
  readonly client?: string;
  readonly format: FormatName;
  /** Additional fields of the route. */
  readonly route?: RouteTable;
  readonly asked: Asked;
  readonly answered: Answered;
  /** How the client's answer differs from the origin's; absent if it does not. */
  readonly through?: Through;
}

export interface Asked {
  readonly method?: string;
  /** Relative to the route, and to the origin. */
  readonly target: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** `{origin}` is the URL of the origin, `{host}` its host and port. */
export interface Answered {
  readonly status: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Through {
  readonly status?: number;
  /** Those of `headers` that differ; `{gateway}` is the URL of the gateway, null means absent. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** The body, if it differs; a spoken one contains at least `words`. */
  readonly body?: string;
  readonly words?: string;
  /** The category counted for a failure; null if none may be counted. */
  readonly category?: Category | null;
}
