/** Rules for requests: the bytes a client sends, what may reach the origin, and what the client gets. */

export interface RequestRule {
  /** What must hold, as a title. */
  readonly rule: string;
  /** Section of an RFC: `9112 6.3`. */
  readonly clause: string;
  /** One character per byte. `{path}` is the rule's own path below the route; a FIN follows the last byte. */
  readonly sent: string;
  /** Every request that the origin sees, as `METHOD {path} content`. `fields` are of the first, null if it must not see one. */
  readonly origin: readonly string[];
  readonly fields?: Readonly<Record<string, string | null>>;
  /** The statuses of all answers before the gateway closes; empty if it closes without one. */
  readonly client: readonly number[];
  /** Who decides. Refusals by workerd are sent before the Worker runs. */
  readonly by: "workerd" | "gateway";
  /** Why it deviates from the clause, if it does. */
  readonly known?: string;
}

export const HOST = "Host: packages.example\r\n";

/** A request with these additional lines in its head. */
export function request(line: string, fields: readonly string[] = [], content = ""): string {
  return `${line} HTTP/1.1\r\n${HOST}${fields.map((field) => `${field}\r\n`).join("")}\r\n${content}`;
}

export function get(...fields: readonly string[]): string {
  return request("GET {path}", fields);
}

export function put(fields: readonly string[], content = ""): string {
  return request("PUT {path}", fields, content);
}

/** Another request on the same connection: pipelined if it follows a complete one, smuggled if it is inside one. */
export const SECOND = `GET {path}-second HTTP/1.1\r\n${HOST}\r\n`;

/** Content that looks like a request: if it is ever read as one, what contained it was misread. */
export const SMUGGLED = `GET /on/smuggled HTTP/1.1\r\n${HOST}\r\n`;

export const CHUNKED = "Transfer-Encoding: chunked";

/** A GET that the origin sees. */
export function passed(
  rule: string,
  clause: string,
  sent: string,
  more: Partial<RequestRule> = {},
): RequestRule {
  return { rule, clause, sent, origin: ["GET {path}"], client: [200], by: "workerd", ...more };
}

/** A request that no origin sees. */
export function refused(
  rule: string,
  clause: string,
  sent: string,
  more: Partial<RequestRule> = {},
): RequestRule {
  return passed(rule, clause, sent, { origin: [], client: [400], ...more });
}

/** A request that the gateway forwards with these fields. */
export function forwarded(
  rule: string,
  clause: string,
  sent: string,
  fields: RequestRule["fields"] = {},
  more: Partial<RequestRule> = {},
): RequestRule {
  const origin = [`${sent.split(" ", 1)[0]} {path}`];
  return passed(rule, clause, sent, { origin, fields, by: "gateway", ...more });
}
