/**
 * The try-out: one failure is heard, judged and spoken like a real one, and printed as the program's terminal would.
 * No request is made, and nothing is counted.
 */

import { clientFormat, type FormatName } from "../../clients/index.ts";
import type { ClientRequest } from "../../clients/shared/client.ts";
import { isProbe } from "../../clients/shared/probe.ts";
import type { OriginAnswer } from "../../failure/failure.ts";
import { judge } from "../../failure/judge.ts";
import { newReference } from "../../failure/reference.ts";
import { hearAnswer } from "../../response/hear-answer.ts";
import { speakingResponse } from "../../response/spoken.ts";
import { type Answer, arrived } from "../terminals/program.ts";
import { programOf } from "../terminals.ts";
import { causeOf, type ShapeName } from "./origin-shapes.ts";

export interface TryOut {
  readonly format: FormatName;
  /** A name in `terminals.ts`; for any other no terminal is shown. */
  readonly program: string;
  /** Replaces the program's own unless empty. */
  readonly userAgent: string;
  readonly shape: ShapeName;
  readonly status: number;
  readonly message: string;
}

/** One HTTP message, and the same as text. */
export interface Message {
  readonly status: number;
  readonly phrase: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface TriedOut {
  readonly category: string;
  readonly reason: string | null;
  readonly request: ClientRequest;
  /** Null if the origin gives no answer. */
  readonly origin: Message | null;
  readonly answer: Message;
  /** Null if the program has no printing rule. */
  readonly terminal: Terminal | null;
}

export interface Terminal {
  readonly program: string;
  readonly shows: string;
  /** What it shows of the origin's own answer; null if there is none. */
  readonly showsWithout: string | null;
}

export async function tryOut(wanted: TryOut): Promise<TriedOut> {
  const program = programOf(wanted.format, wanted.program);
  const headers = new Headers(program?.headers);
  if (wanted.userAgent !== "") headers.set("user-agent", wanted.userAgent);
  const request = { method: program?.method ?? "GET", path: program?.path ?? "/", query: "", headers };
  const format = clientFormat(wanted.format);
  const hasContent = request.method !== "GET" && request.method !== "HEAD";
  const timeoutMs = hasContent ? format.timeoutMs.write : format.timeoutMs.read;
  const cause = causeOf(wanted.shape, wanted.status, wanted.message, timeoutMs);
  const heard = cause.kind === "answered" ? await hearAnswer(cause.answer) : null;
  const failure = judge(cause, heard, {
    hasCredentials: true,
    isProbe: isProbe(format, request),
    sentOriginAuth: false,
    upstreamErrors: "pass",
    statusRules: [],
    typedCodesSetStatus: format.typedCodesSetStatus ?? false,
    ref: newReference(),
  });
  const origin = cause.kind === "answered" ? messageOf(cause.answer) : null;
  const answer = await sent(speakingResponse(format.speak(failure, request), failure, request.method));
  const url = `https://packages.example/${wanted.format}${request.path}`;
  const shown = (message: Message) => program?.prints(arrived(request, url, received(message))) ?? "";
  return {
    category: failure.category,
    reason: failure.reason,
    request,
    origin,
    answer,
    terminal:
      program === null
        ? null
        : { program: program.name, shows: shown(answer), showsWithout: origin && shown(origin) },
  };
}

function messageOf({ status, phrase, headers, body }: OriginAnswer): Message {
  return { status, phrase, headers: [...headers], body };
}

/** A response as its bytes go. */
export async function sent(response: Response): Promise<Message> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, phrase: response.statusText, headers: [...response.headers], body };
}

/** The same as the program's side has it. */
export function received({ headers, ...rest }: Message): Answer {
  return { ...rest, headers: new Headers(headers.map(([name, value]) => [name, value])) };
}

/** As HTTP/1.1 sends it, but with bare line feeds. */
export function httpText({ status, phrase, headers, body }: Message): string {
  const head = [`HTTP/1.1 ${status} ${phrase}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  return `${head.join("\n")}\n\n${bodyText(body)}`;
}

/** UTF-8 as it is; in other bodies each byte that is not ASCII as `\x83`. */
export function bodyText(body: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return [...body]
      .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : escaped(byte)))
      .join("");
  }
}

function escaped(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, "0")}`;
}
