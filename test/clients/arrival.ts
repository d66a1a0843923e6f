/** An error answer as it arrives at the client: the origin's headers, overridden by those of the client module. */
import { expect } from "vitest";
import type { ClientFormat, ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { type Arrived, arrived } from "../../src/console/terminals/program.ts";
import { answerOf, type Failure } from "../../src/failure/failure.ts";
import { parseJson } from "../../src/text/json.ts";
import { request } from "./failing.ts";

export type { Arrived } from "../../src/console/terminals/program.ts";

/** Speaks the failure as the pipeline does, and checks what is true of every answer. */
export function arrive(format: ClientFormat, failure: Failure, asked: ClientRequest): Arrived {
  const spoken = format.speak(failure, asked);
  expect(spoken.status).toBe(failure.status);
  expect(spoken.phrase).toMatch(/^[\x20-\x7e]{1,350}$/);
  for (const value of Object.values(spoken.headers)) expect(value ?? "").toMatch(/^[\x20-\x7e]{0,1000}$/);
  return arriveSpoken(spoken, asked, answerOf(failure)?.headers);
}

/** The answer keeps `originHeaders` unless the module changes them. */
export function arriveSpoken(
  spoken: Spoken,
  asked: ClientRequest = request("/"),
  originHeaders?: ConstructorParameters<typeof Headers>[0],
): Arrived {
  const headers = new Headers(originHeaders);
  for (const [name, value] of Object.entries({ ...spoken.headers, "content-type": spoken.contentType })) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const { status, phrase, body } = spoken;
  return arrived(asked, asked.path, { status, phrase, headers, body });
}

/** One member of the body, if that is a JSON object. */
export function member(body: string, name: string): unknown {
  const json = parseJson(body);
  return typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;
}

export function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

export const STATUSES = [400, 401, 403, 404, 409, 410, 413, 422, 429, 500, 502, 503, 504];

/** Reasons as an origin may give them; each contains the word `quarantine` once. */
export const REASONS: readonly (readonly [string, string])[] = [
  ["plain", "Package quarantine is on."],
  ["long", `quarantine ${"of this very package ".repeat(95)}`.slice(0, 1_999).trimEnd()],
  ["beyond ASCII", "Paket in quarantine: Größe überschritten 🚫 «déjà vu»"],
  ["quotes and signs", `quarantine "left-pad" is 100% C:\\temp (see 'policy'), {"error":"x"} <b>`],
  ["digits of a status", "quarantine 401 of 403, build 404"],
];
