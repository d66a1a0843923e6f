/** Rules for requests: what a client sends in bytes, what of it may reach the origin, and what the client gets. */

export interface RequestRule {
  /** What has to hold, as a title. */
  readonly rule: string;
  /** Section of an RFC: `9112 6.3`. */
  readonly clause: string;
  /** A character a byte. `{path}` is the rule's own path below the route, the FIN comes behind the last byte. */
  readonly sent: string;
  /** Every request that the origin sees, as `METHOD {path} content`; of the first its fields, null for one it may not see. */
  readonly origin: readonly string[];
  readonly fields?: Readonly<Record<string, string | null>>;
  /** The status of every answer, before the gateway closes; none where it closes without one. */
  readonly client: readonly number[];
  /** Who decides. Of a refusal it is who says it: workerd does before the Worker runs. */
  readonly by: "workerd" | "gateway";
  /** Why it is otherwise than the clause wants, where it is. */
  readonly known?: string;
}

export const HOST = "Host: packages.example\r\n";

/** A request with these further lines in its head. */
export function request(line: string, fields: readonly string[] = [], content = ""): string {
  return `${line} HTTP/1.1\r\n${HOST}${fields.map((field) => `${field}\r\n`).join("")}\r\n${content}`;
}

export function get(...fields: readonly string[]): string {
  return request("GET {path}", fields);
}

export function put(fields: readonly string[], content = ""): string {
  return request("PUT {path}", fields, content);
}

/** Another request on the same connection: pipelined where it stands behind a whole one, smuggled where it stands in one. */
export const SECOND = `GET {path}-second HTTP/1.1\r\n${HOST}\r\n`;

/** A request that nobody sends: wherever it is read as one, what it stood in was read wrong. */
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

/** One that no origin sees. */
export function refused(
  rule: string,
  clause: string,
  sent: string,
  more: Partial<RequestRule> = {},
): RequestRule {
  return passed(rule, clause, sent, { origin: [], client: [400], ...more });
}

/** One that the gateway sends on, with these fields. */
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
