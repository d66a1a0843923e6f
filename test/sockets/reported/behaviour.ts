/** What others reported of registries and clients: one exchange each, straight at the origin and through the gateway. */
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
  /** Further fields of the route. */
  readonly route?: RouteTable;
  readonly asked: Asked;
  readonly answered: Answered;
  /** How the client's answer differs from the origin's; where absent, by nothing. */
  readonly through?: Through;
}

export interface Asked {
  readonly method?: string;
  /** Below the route, and below the origin. */
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
  /** Of `headers` that are otherwise; `{gateway}` is the URL of the gateway, null is none. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** The body, where it is another; a spoken one has at least these words. */
  readonly body?: string;
  readonly words?: string;
  /** Of a failure, as it is counted; null where none may be. */
  readonly category?: Category | null;
}
