/**
 * generic: any HTTP client or JSON API without a module of its own.
 * Serves: curl, browsers, hand-written scripts, REST clients.
 * Channels: the body in the form that `Accept` asks for: RFC 9457 for `application/problem+json`, JSON
 * `{error, message}` for other JSON, else a line of text, for browsers too; if anything is accepted, JSON if the
 * origin sent JSON. The reason phrase always. Limits: none known, so Retry-After passes.
 */
import type { Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../../limits.ts";
import { toLine } from "../../text/text.ts";
import { asItCame } from "../shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "../shared/client.ts";
import { NO_COORDINATES } from "../shared/coordinates.ts";
import { expects } from "../shared/expected.ts";
import {
  isOriginsReason,
  isOriginsWord,
  jsonObjectOf,
  plainTextOf,
  saysReason,
} from "../shared/origin-words.ts";
import {
  hasWords,
  helpMember,
  originMediaType,
  PLAIN_TEXT,
  PROBLEM_JSON,
  passableJson,
  reasonPhrase,
  sentence,
} from "../shared/speech.ts";
import { HEADERS_ONLY } from "../shared/url-rewriting.ts";
import { BROWSER, clientByUserAgent, type Token } from "../shared/user-agent.ts";
import { acceptedForm, type Form } from "./accept.ts";

const CLIENTS: readonly Token[] = [
  ["curl", "curl"],
  ["wget", "wget"],
  ["python-requests", "python-requests"],
  ["python-httpx", "httpx"],
  ["got", "got"],
  ["axios", "axios"],
  ["okhttp", "okhttp"],
  ["go-http-client", "go"],
  BROWSER,
];

/** Nothing is known about its answers. */
const expected = expects({ reads: [], otherwise: "anything", writes: "anything" });

export const generic: ClientFormat = {
  // Reading: just under 30 s, the commonest default of HTTP libraries and load balancers. Writing: curl has no limit.
  timeoutMs: { read: 29_000, write: PATIENT_WRITE_MS },
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  expected,
  coordinates: () => NO_COORDINATES,
  speak,
  typedCodesSetStatus: true,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  return request.method === "GET" || request.method === "HEAD" ? "download" : "api";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const base = { status: failure.status, phrase: reasonPhrase(failure), headers: {} };
  const form = acceptedForm(request.headers.get("accept") ?? "", preferredForms(failure));
  if (isSaidIn(form, failure)) return { ...base, ...asItCame(failure) };
  return { ...base, contentType: CONTENT_TYPES[form], body: bodyIn(form, failure) };
}

const CONTENT_TYPES: Readonly<Record<Form, string>> = {
  problem: PROBLEM_JSON,
  json: "application/json",
  text: PLAIN_TEXT,
};

/** If the client accepts anything: JSON from an origin that sends JSON, since its clients read that. */
function preferredForms(failure: Failure): readonly [Form, ...Form[]] {
  return originMediaType(failure).endsWith("json")
    ? ["json", "text", "problem"]
    : ["text", "json", "problem"];
}

function isSaidIn(form: Form, failure: Failure): boolean {
  if (form === "problem") return isProblem(failure);
  if (form === "text") return plainTextOf(failure) !== null;
  return originMediaType(failure).endsWith("json") && isOriginsWord(failure) && isInJson(failure);
}

function bodyIn(form: Form, failure: Failure): string {
  if (form === "problem") return JSON.stringify(problem(failure));
  return form === "json" ? JSON.stringify(errorObject(failure)) : `${sentence(failure)}\n`;
}

/** What an API's clients read in the origin's own object stays: the help follows the reason, or is a member of its own. */
function errorObject(failure: Failure): Readonly<Record<string, unknown>> {
  const text = sentence(failure);
  const { help, reason } = failure;
  const own = help !== null && isOriginsReason(failure) ? jsonObjectOf(failure) : null;
  if (own === null) return { error: text, message: text };
  const saying = ["message", "error"].filter((name) => reason !== null && says(own[name], reason));
  return saying.length === 0
    ? { ...own, ...helpMember(failure) }
    : { ...own, ...Object.fromEntries(saying.map((name) => [name, text])) };
}

function says(member: unknown, reason: string): boolean {
  return typeof member === "string" && toLine(member).includes(reason);
}

/** RFC 9457 section 3; `status` repeats the status of the answer. */
export function problem(failure: Failure): Record<string, unknown> {
  return {
    type: failure.heard?.documentation ?? "about:blank",
    status: failure.status,
    title: statusPhrase(failure.status),
    ...(hasWords(failure) ? { detail: sentence(failure) } : {}),
    ...(failure.heard?.code ? { code: failure.heard.code } : {}),
    ...helpMember(failure),
  };
}

function isProblem(failure: Failure): boolean {
  const json = originMediaType(failure) === PROBLEM_JSON ? jsonObjectOf(failure) : null;
  if (json === null || (json.status !== undefined && json.status !== failure.status)) return false;
  const said = json.detail ?? json.title;
  return typeof said === "string" && saysReason(failure, said);
}

/** True if each part of the reason, which may be several joined, is somewhere in the origin's JSON. */
function isInJson(failure: Failure): boolean {
  const json = passableJson(failure);
  if (json === undefined) return false;
  const said = toLine(wordsOf(json));
  return (failure.reason ?? "").split(/[;:,] /).every((part) => said.includes(part));
}

/** Every string of a JSON value in order, then every key. A loop, since JSON may be nested deeper than the stack allows. */
function wordsOf(root: unknown): string {
  const strings: string[] = [];
  const keys: string[] = [];
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === "string") strings.push(value);
    if (typeof value !== "object" || value === null) continue;
    keys.push(...Object.keys(value));
    pending.push(...Object.values(value).reverse());
  }
  return [...strings, ...keys].join(" ");
}
