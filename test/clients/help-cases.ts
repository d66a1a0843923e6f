/** A help text, failures to show it with, and what a format's clients get of both. */
import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import type { Failure } from "../../src/failure/failure.ts";
import { hear } from "../../src/origins/index.ts";
import { helpedOf } from "../matrix/helped.ts";
import { answered, originAnswer, request } from "./failing.ts";
import { clientFormat } from "./formats.ts";

export const URL = "https://h.example/ask?p=app&v=1";
export const HELP = `Ask: ${URL}`;

export function refused(reason: string | null, status = 403): Failure {
  return answered(status, { message: reason });
}

/** An origin's answer, heard as the pipeline hears it. */
export function heard(status: number, body: string, headers: Record<string, string>): Failure {
  const answer = originAnswer(status, body, headers);
  return answered(status, hear(answer), answer);
}

export const ANY = request("/x");

export function withText(failure: Failure, text = HELP): Failure {
  return helpedOf(failure, "generic", ANY, text);
}

export function bodyOf({ body }: Pick<Spoken, "body">): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}

export function speak(format: FormatName, failure: Failure, asked: ClientRequest, text = HELP): Spoken {
  return clientFormat(format).speak(helpedOf(failure, format, asked, text), asked);
}
