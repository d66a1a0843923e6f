/**
 * A program at a terminal: what it asks, and what it prints of an error answer. Only what depends on the answer is
 * printed; a text of the program's own stands in brackets, told in our words. Pure.
 */
import type { FormatName } from "../../clients/index.ts";

export interface Program {
  /** As its users call it, with the version whose source the rule was read in where that matters. */
  readonly name: string;
  readonly format: FormatName;
  readonly method: string;
  /** Below the route's prefix. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  prints(answer: Arrived): string;
}

/** An answer as the program's HTTP library hands it over, HTTP/1.1. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly phrase: string;
  readonly headers: Headers;
  /** Decoded as UTF-8; empty for HEAD. */
  readonly body: string;
}

/** A program; `request` is such as `PUT /left-pad`, or a path alone for GET. */
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

/** A fixed text of the program. */
export function own(text: string): string {
  return `[${text}]`;
}

/** One line each; what is empty or false is left out. */
export function lines(...texts: readonly (string | false | null)[]): string {
  return texts.filter(Boolean).join("\n");
}

/** `Content-Type` as it came, or empty. */
export function typeOf(answer: Arrived): string {
  return answer.headers.get("content-type") ?? "";
}

/** The media type alone, in lower case. */
export function mediaTypeOf(answer: Arrived): string {
  return (typeOf(answer).split(";", 1)[0] ?? "").trim().toLowerCase();
}

export function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The member of a JSON object at that path; undefined where there is none. */
export function member(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = Object.getOwnPropertyDescriptor(found, key)?.value;
  }
  return found;
}

/** The same where it is a text, else empty. */
export function memberText(value: unknown, ...path: readonly (string | number)[]): string {
  const found = member(value, ...path);
  return typeof found === "string" ? found : "";
}

/** Every item of a list. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
