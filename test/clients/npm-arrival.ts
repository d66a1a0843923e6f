/** An error answer as it comes to the client: the origin's headers, and over them those of the client module. */
import { expect } from "vitest";
import type { ClientFormat, ClientRequest } from "../../src/clients/shared/client.ts";
import { answerOf, type Failure } from "../../src/failure/failure.ts";

export interface Arrived {
  readonly asked: ClientRequest;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly phrase: string;
  readonly headers: Headers;
  /** The body as UTF-8; empty for a HEAD. */
  readonly body: string;
}

/** Speaks the failure as the pipeline does, and holds what is true of every answer against it. */
export function arrive(format: ClientFormat, failure: Failure, asked: ClientRequest): Arrived {
  const spoken = format.speak(failure, asked);
  expect(spoken.status).toBe(failure.status);
  expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
  const headers = new Headers(answerOf(failure)?.headers);
  for (const [name, value] of Object.entries(spoken.headers)) {
    expect(value ?? "").toMatch(/^[\x20-\x7e]{0,1000}$/);
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  if (spoken.contentType === null) headers.delete("content-type");
  else headers.set("content-type", spoken.contentType);
  const body = typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
  return {
    asked,
    method: asked.method,
    path: asked.path,
    status: spoken.status,
    phrase: spoken.phrase,
    headers,
    body: asked.method === "HEAD" ? "" : body,
  };
}

/** The body as JSON, or undefined. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** One member of the body, where that is a JSON object. */
export function member(body: string, name: string): unknown {
  const json = parsed(body);
  return typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;
}

export function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];

/** Reasons as an origin may give them; each holds the word `quarantine` once. */
export const REASONS: readonly (readonly [string, string])[] = [
  ["plain", "Package quarantine is on."],
  ["long", `quarantine ${"of this very package ".repeat(95)}`.slice(0, 1_999).trimEnd()],
  ["beyond ASCII", "Paket in quarantine: Größe überschritten 🚫 «déjà vu»"],
  ["quotes and signs", `quarantine "left-pad" is 100% C:\\temp (see 'policy'), {"error":"x"} <b>`],
  ["digits of a status", "quarantine 401 of 403, build 404"],
];
