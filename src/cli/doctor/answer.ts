/** One answer as it arrived here, over HTTP/1.1 or HTTP/2. */

export interface Answer {
  readonly status: number;
  /** Empty over HTTP/2, which has none. */
  readonly phrase: string;
  /** Names in lower case; in the order they came. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** As it came, codings not undone. */
  readonly body: Buffer;
}

/** All values of that name as one, the way HTTP joins them; null where there is none. */
export function headerOf(answer: Answer, name: string): string | null {
  const values = answer.headers.filter(([field]) => field === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? null : values.join(", ");
}

export interface Question {
  readonly path: string;
  readonly method?: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
}

/** Where the questions go. */
export interface Place {
  readonly url: URL;
  /** The operator's token; empty: none is sent. */
  readonly token: string;
  /** Certificate authorities to trust instead of the usual ones, in PEM. */
  readonly authorities?: readonly string[];
}

/** An edge that holds a request longer than this is not one that a client would wait for. */
export const PATIENCE_MS = 20_000;

/** What is sent with every question: no client's name, so that no rule for browsers or known bots matches. */
export function questionHeaders({ token }: Place, { headers }: Question): Record<string, string> {
  return {
    "user-agent": "outspoken-doctor",
    accept: "*/*",
    "accept-encoding": "identity",
    ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  };
}
