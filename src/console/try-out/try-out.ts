/**
 * The try-out: one failure is heard, judged and spoken like a real one, and printed as the program's terminal would.
 * No request is made, and nothing is counted.
 */

import { type FormatName, loadFormat } from "../../clients/index.ts";
import type { ClientFormat, ClientRequest } from "../../clients/shared/client.ts";
import { helped } from "../../clients/shared/help.ts";
import { isProbe } from "../../clients/shared/probe.ts";
import { type Category, HELPED } from "../../failure/category.ts";
import type { Cause, Failure, OriginAnswer } from "../../failure/failure.ts";
import type { Heard } from "../../failure/heard.ts";
import { type HelpTexts, NO_HELP } from "../../failure/help.ts";
import { readHelp } from "../../failure/help-template.ts";
import { judge } from "../../failure/judge.ts";
import { newReference } from "../../failure/reference.ts";
import { Deadline } from "../../request/deadline.ts";
import { hearAnswer, loadPages } from "../../response/hear-answer.ts";
import type { Looked } from "../../response/read-web-page.ts";
import { speakingResponse } from "../../response/spoken.ts";
import { copied, suspicionOf } from "../../response/web-page.ts";
import { type Answer, arrived } from "../terminals/program.ts";
import { programOf } from "../terminals.ts";
import { causeOf, isPageShape, pageOf, type ShapeName } from "./origin-shapes.ts";

export interface TryOut {
  readonly format: FormatName;
  /** A name in `terminals.ts`; for any other no terminal is shown. */
  readonly program: string;
  /** Replaces the program's own, unless empty. */
  readonly userAgent: string;
  readonly shape: ShapeName;
  readonly status: number;
  readonly message: string;
  /** What people are told to do next, as in `HELP`; empty for nothing. */
  readonly help: string;
}

/** One HTTP message. */
export interface Message {
  readonly status: number;
  readonly phrase: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

export interface TriedOut {
  /** Null if the origin's answer passes unchanged: the client may get a web page here. */
  readonly category: Category | null;
  readonly reason: string | null;
  readonly request: ClientRequest;
  /** Null if the origin does not answer. */
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
  const format = await loadFormat(wanted.format);
  const outcome = await outcomeOf(wanted, format, request);
  const origin = outcome.origin && messageOf(outcome.origin);
  if (outcome.kind === "passed") {
    return {
      category: null,
      reason: null,
      request,
      origin,
      answer: messageOf(outcome.origin),
      terminal: null,
    };
  }
  const failure = helped(outcome.failure, helpOf(wanted.help), {
    request,
    format,
    formatName: wanted.format,
    routeId: wanted.format,
  });
  const answer = await sent(speakingResponse(format.speak(failure, request), failure, request.method));
  const url = `https://packages.example/${wanted.format}${request.path}`;
  const shown = (message: Message) => program?.prints(arrived(request, url, received(message))) ?? "";
  // There is no rule for what a program prints of a page that it takes for a success.
  const without = failure.cause.kind === "unusable" ? null : origin;
  return {
    category: failure.category,
    reason: failure.reason,
    request,
    origin,
    answer,
    terminal:
      program === null
        ? null
        : { program: program.name, shows: shown(answer), showsWithout: without && shown(without) },
  };
}

/** The same text for every category. */
function helpOf(text: string): HelpTexts {
  const read = text.trim() === "" ? null : readHelp(text);
  if (read?.ok !== true) return NO_HELP;
  const { template } = read;
  return new Map(HELPED.map((category) => [category, template]));
}

/** The outcome: a failure, or a page that passes, since this request may get one. */
type Outcome =
  | { readonly kind: "failed"; readonly failure: Failure; readonly origin: OriginAnswer | null }
  | { readonly kind: "passed"; readonly origin: OriginAnswer };

async function outcomeOf(wanted: TryOut, format: ClientFormat, request: ClientRequest): Promise<Outcome> {
  const { shape, status, message } = wanted;
  const judged = (cause: Cause, heard: Heard | null): Failure =>
    judge(cause, heard, {
      hasCredentials: true,
      isProbe: isProbe(format, request),
      sentOriginAuth: false,
      sentAccessToken: false,
      upstreamErrors: "pass",
      statusRules: [],
      typedCodesSetStatus: format.typedCodesSetStatus ?? false,
      ref: newReference(),
    });
  if (isPageShape(shape)) {
    const origin = pageOf(shape, message);
    const looked = await look(origin, format, request);
    if (looked?.kind !== "unusable") return { kind: "passed", origin };
    return { kind: "failed", failure: judged(looked.cause, looked.heard), origin };
  }
  const hasContent = request.method !== "GET" && request.method !== "HEAD";
  const cause = causeOf(shape, status, message, hasContent ? format.timeoutMs.write : format.timeoutMs.read);
  const origin = cause.kind === "answered" ? cause.answer : null;
  return { kind: "failed", failure: judged(cause, origin && (await hearAnswer(origin))), origin };
}

/** What the gateway finds in it; null if its head leaves no suspicion. */
async function look(
  origin: OriginAnswer,
  format: ClientFormat,
  request: ClientRequest,
): Promise<Looked | null> {
  const { status, headers } = origin;
  const answer = new Response(new Uint8Array(origin.body), { status, headers });
  const suspicion = suspicionOf(answer, request, format.expected);
  if (suspicion === null) return null;
  const { lookAt } = await loadPages();
  return lookAt(suspicion, answer, {
    url: `https://${ORIGIN_HOST}${request.path}`,
    originHost: ORIGIN_HOST,
    copy: copied,
    mask: (page) => page,
    deadline: new Deadline(),
    onSlow: () => {},
  });
}

const ORIGIN_HOST = "registry.example.com";

function messageOf({ status, phrase, headers, body }: OriginAnswer): Message {
  return { status, phrase, headers: [...headers], body };
}

/** A response as it is sent. */
export async function sent(response: Response): Promise<Message> {
  const body = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, phrase: response.statusText, headers: [...response.headers], body };
}

/** The same as the program receives it. */
export function received({ headers, ...rest }: Message): Answer {
  return { ...rest, headers: new Headers(headers.map(([name, value]) => [name, value])) };
}

/** As on the wire in HTTP/1.1, but with bare line feeds. */
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
