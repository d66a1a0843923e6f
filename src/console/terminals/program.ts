/**
 * A program at a terminal: what it requests, and what it prints of an error answer. Only what depends on the answer is
 * printed; a fixed text of the program is paraphrased in brackets. Pure: the try-out and the tests of the
 * client formats share these rules.
 */
import type { FormatName } from "../../clients/index.ts";
import type { ClientRequest } from "../../clients/shared/client.ts";
import { parseJson } from "../../text/json.ts";

export interface Program {
  /** As its users call it, with the version whose source the rule comes from, if that matters. */
  readonly name: string;
  readonly format: FormatName;
  readonly method: string;
  /** Below the route's prefix. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  prints(answer: Arrived): string;
}

/** An answer over HTTP/1.1. */
export interface Answer {
  readonly status: number;
  readonly phrase: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array;
}

/** An answer as the program's HTTP library returns it. */
export interface Arrived extends Answer {
  readonly request: ClientRequest;
  readonly url: string;
  /** Decoded as UTF-8; empty for HEAD. */
  readonly body: string;
  readonly bytes: Uint8Array;
}

/** The answer to `request` as it arrives; a HEAD's body does not arrive. */
export function arrived(request: ClientRequest, url: string, answer: Answer): Arrived {
  const { status, phrase, headers } = answer;
  const sent = typeof answer.body === "string" ? new TextEncoder().encode(answer.body) : answer.body;
  const bytes = request.method === "HEAD" ? new Uint8Array() : sent;
  return { request, url, status, phrase, headers, bytes, body: new TextDecoder().decode(bytes) };
}

/** A program; `request` is like `PUT /left-pad`, or a path alone for GET. */
export function program(
  format: FormatName,
  name: string,
  request: string,
  userAgent: string,
  prints: (answer: Arrived) => string,
  headers: Readonly<Record<string, string>> = {},
): Program {
  const [method = "GET", path = ""] = request.startsWith("/") ? ["GET", request] : request.split(" ");
  return { name, format, method, path, headers: { "user-agent": userAgent, ...headers }, prints };
}

/** A paraphrased text of the program. */
export function own(text: string): string {
  return `[${text}]`;
}

/** One line each, without the empty and false ones. */
export function lines(...texts: readonly (string | false | null)[]): string {
  return texts.filter(Boolean).join("\n");
}

/** `Content-Type` unchanged, or empty. */
export function typeOf(answer: Arrived): string {
  return answer.headers.get("content-type") ?? "";
}

/** The media type alone, in lower case. */
export function mediaTypeOf(answer: Arrived): string {
  return (typeOf(answer).split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** The body as JSON; undefined if it is not JSON. */
export function json(answer: Arrived): unknown {
  return parseJson(answer.body);
}

/** The member of a JSON object at that path; undefined if there is none. */
export function member(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  return found;
}

/** The same if it is a string, else empty. */
export function memberText(value: unknown, ...path: readonly (string | number)[]): string {
  const found = member(value, ...path);
  return typeof found === "string" ? found : "";
}

/** Every item of a list; none if it is not a list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
