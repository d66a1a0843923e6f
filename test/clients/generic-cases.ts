/** The failures that modules are tested with, and the answer as it arrives at the client. */
import { expect } from "vitest";
import type { ClientFormat, ClientRequest } from "../../src/clients/shared/client.ts";
import { arrived, type Arrived as Received } from "../../src/console/terminals/program.ts";
import { answerOf, type Failure } from "../../src/failure/failure.ts";
import { answered, originAnswer, timedOut, unreachable } from "./failing.ts";

export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504] as const;
export const METHODS = ["GET", "HEAD", "PUT", "POST"] as const;

/** Reasons as an origin may give them; each begins with MARK and contains it once. */
export const MARK = "Quarantine";
export const REASONS: readonly (readonly [name: string, reason: string])[] = [
  ["plain", "Quarantine: left-pad 1.3.0 is under review."],
  ["long", `Quarantine of a package ${"that nobody may use ".repeat(99)}`.slice(0, 2_000).trimEnd()],
  ["long beyond ASCII", `Quarantine ${"größer 📦".repeat(250)}`.slice(0, 2_000)],
  ["emoji", "Quarantine: naïve Größe 📦 “left-pad” 日本語"],
  ["recent emoji", "Quarantine 🫩 of left-pad 🪿"],
  ["quotes", `Quarantine "left-pad" is 100% C:\\temp (see 'policy'), {"error":"x"} <b>%20`],
  ["digits", "Quarantine 401 of 403, see 404 and 200"],
];

/** The answer of GitLab and many others: JSON with a `message`, which is no package client's own form. */
export function refused(status: number, reason: string | null, code: string | null = null): Failure {
  const body = reason === null ? "" : JSON.stringify({ message: reason });
  const type = reason === null ? {} : { "content-type": "application/json" };
  return answered(status, { message: reason, code }, originAnswer(status, body, type));
}

/** An origin's answer with `body`, in which `message` was heard. */
export function said(
  status: number,
  message: string | null,
  body: string,
  contentType: string,
  headers: Record<string, string> = {},
): Failure {
  return answered(
    status,
    { message },
    originAnswer(status, body, { "content-type": contentType, ...headers }),
  );
}

/** Outspoken's own failures, and the text of each. */
export const OWN: readonly (readonly [name: string, failure: Failure, words: string])[] = [
  [
    "timeout",
    timedOut(),
    "The registry behind this gateway did not answer within 9 seconds. Reference: bcdfghjkmn",
  ],
  [
    "unreachable",
    unreachable(),
    "The registry behind this gateway could not be reached. Reference: bcdfghjkmn",
  ],
];

export interface Arrived extends Received {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
}

/** Speaks as the pipeline does, and checks what is true of every answer. */
export function arrive(format: ClientFormat, failure: Failure, asked: ClientRequest): Arrived {
  const spoken = format.speak(failure, asked);
  expect(spoken.phrase).toMatch(/^[\x21-\x7e](?:[\x20-\x7e]{0,348}[\x21-\x7e])?$/);
  const headers = new Headers(answerOf(failure)?.headers);
  for (const [name, value] of Object.entries(spoken.headers)) {
    expect(name).toMatch(/^[a-z0-9-]+$/);
    expect(value ?? "-").toMatch(/^[\x20-\x7e]{1,4096}$/);
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  expect(spoken.contentType).toMatch(/^[a-z]+\/[a-z+.-]+(?:; ?charset=[\w-]+)?$/i);
  const body = text(spoken.body);
  expect(body).not.toBe("");
  expect(body).not.toMatch(/[^\P{C}\t\n\r]/u);
  if (/json/.test(spoken.contentType ?? "")) expect(() => JSON.parse(body)).not.toThrow();
  headers.set("content-type", spoken.contentType ?? "");
  const { status, phrase } = spoken;
  const { method, path } = asked;
  return {
    ...arrived(asked, path, { status, phrase, headers, body: spoken.body }),
    ...{ method, path, contentType: spoken.contentType ?? "" },
  };
}

export function text(body: string | Uint8Array): string {
  return typeof body === "string"
    ? body
    : new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
}

export function count(whole: string, part: string): number {
  return whole.split(part).length - 1;
}

/** One member of a JSON object, undefined for anything else. */
export function member(json: unknown, name: string): unknown {
  return typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;
}

/** The body as JSON, undefined if it is not JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
