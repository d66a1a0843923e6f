/** One answer as it arrived, over HTTP/1.1 or HTTP/2. */

export interface Answer {
  readonly status: number;
  /** Empty over HTTP/2, which has none. */
  readonly phrase: string;
  /** In the order of arrival, with names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Still encoded. */
  readonly body: Buffer;
}

/** All values of that name as one, joined as in HTTP; null if there is none. */
export function headerOf(answer: Answer, name: string): string | null {
  const values = answer.headers.filter(([field]) => field === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? null : values.join(", ");
}

export interface Question {
  readonly path: string;
  readonly method?: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
}

/** The gateway that is examined. */
export interface Place {
  readonly url: URL;
  /** The operator's token; empty: none is sent. */
  readonly token: string;
  /** Certificate authorities to trust instead of the usual ones, in PEM. */
  readonly authorities?: readonly string[];
}

/** Longer than any client would wait for an edge. */
export const PATIENCE_MS = 20_000;

/** Sent with every request; it names no client, so that no rule for browsers or bots matches. */
export function questionHeaders({ token }: Place, { headers }: Question): Record<string, string> {
  return {
    "user-agent": "outspoken-doctor",
    accept: "*/*",
    "accept-encoding": "identity",
    ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
    ...headers,
  };
}
