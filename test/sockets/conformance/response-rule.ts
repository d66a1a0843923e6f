/** Rules for responses: the bytes an origin answers, and what the client gets of them. */

export interface ResponseRule {
  /** What must hold, as a title. */
  readonly rule: string;
  /** Section of an RFC: `9112 6.3`. */
  readonly clause: string;
  readonly method: "GET" | "HEAD" | "PUT";
  /** Fields of the request; each must reach the origin unchanged. */
  readonly asked: Readonly<Record<string, string>>;
  /** One character per byte. The origin closes after it, unless it `stays`. */
  readonly answered: string;
  readonly stays: boolean;
  /** What the client gets, and whether it may take it for complete. */
  readonly status: number;
  readonly fields: Readonly<Record<string, string | null>>;
  /** Null if the gateway speaks; other tests check its words. */
  readonly body: string | null;
  readonly complete: boolean;
  readonly by: "workerd" | "gateway";
  /** Why it deviates from the clause, if it does. */
  readonly known?: string;
}

/** An answer with these lines in its head. */
export function answer(fields: readonly string[], content: string, status = "200 OK"): string {
  return `HTTP/1.1 ${status}\r\n${fields.map((field) => `${field}\r\n`).join("")}\r\n${content}`;
}

/** An answer that passes with `hello` in it. */
export function passes(
  rule: string,
  clause: string,
  answered: string,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  return {
    rule,
    clause,
    method: "GET",
    asked: {},
    answered,
    stays: false,
    status: 200,
    fields: {},
    body: "hello",
    complete: true,
    by: "gateway",
    ...more,
  };
}

/** Bytes that are not an answer: the client gets a 502. */
export function fails(
  rule: string,
  clause: string,
  answered: string,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  return passes(rule, clause, answered, { status: 502, body: null, by: "workerd", ...more });
}

/** An answer with `hello` as content whose `fields` stay unchanged. */
export function keeps(
  rule: string,
  clause: string,
  fields: Readonly<Record<string, string>>,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return passes(rule, clause, answer([...lines, "Content-Length: 5"], "hello"), { fields, ...more });
}
