/** Rules for responses: what an origin answers in bytes, and what of it the client gets. */

export interface ResponseRule {
  /** What has to hold, as a title. */
  readonly rule: string;
  /** Section of an RFC: `9112 6.3`. */
  readonly clause: string;
  readonly method: "GET" | "HEAD" | "PUT";
  /** Fields of the request; each has to reach the origin as it is. */
  readonly asked: Readonly<Record<string, string>>;
  /** A character a byte. The origin closes behind it, unless it `stays`. */
  readonly answered: string;
  readonly stays: boolean;
  /** What the client gets, and whether it may take it for whole. */
  readonly status: number;
  readonly fields: Readonly<Record<string, string | null>>;
  /** Null where the gateway speaks, in words that are the matter of other tests. */
  readonly body: string | null;
  readonly whole: boolean;
  readonly by: "workerd" | "gateway";
  /** Why it is otherwise than the clause wants, where it is. */
  readonly known?: string;
}

/** An answer with these lines in its head, in a status that passes. */
export function answer(fields: readonly string[], content: string, status = "200 OK"): string {
  return `HTTP/1.1 ${status}\r\n${fields.map((field) => `${field}\r\n`).join("")}\r\n${content}`;
}

/** Passes with `hello` in it. */
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
    whole: true,
    by: "gateway",
    ...more,
  };
}

/** Is no answer: the client gets a 502. */
export function fails(
  rule: string,
  clause: string,
  answered: string,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  return passes(rule, clause, answered, { status: 502, body: null, by: "workerd", ...more });
}

/** With `hello` as content, in which `fields` stay as they are. */
export function keeps(
  rule: string,
  clause: string,
  fields: Readonly<Record<string, string>>,
  more: Partial<ResponseRule> = {},
): ResponseRule {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return passes(rule, clause, answer([...lines, "Content-Length: 5"], "hello"), { fields, ...more });
}
