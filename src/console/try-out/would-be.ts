/**
 * What Outspoken would have said of a failure that it only observed, derived from what was counted. The origin's answer
 * itself is not kept, and of the request only client and method.
 */
import type { StoredFailure } from "../../analytics/store.ts";
import { FORMAT_NAMES, loadFormat } from "../../clients/index.ts";
import type { ClientFormat, ClientRequest } from "../../clients/shared/client.ts";
import { helped } from "../../clients/shared/help.ts";
import type { Route } from "../../config/route.ts";
import { CATEGORIES } from "../../failure/category.ts";
import type { Cause, Failure } from "../../failure/failure.ts";
import { HEARD_NOTHING } from "../../failure/heard.ts";
import { judge } from "../../failure/judge.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { speakingResponse } from "../../response/spoken.ts";
import { type Answer, arrived, type Program } from "../terminals/program.ts";
import { PROGRAMS } from "../terminals.ts";
import { type Message, received, sent } from "./try-out.ts";

export interface WouldBe {
  readonly request: ClientRequest;
  readonly answer: Message;
  /** Null if no program of that name has a printing rule. */
  readonly terminal: {
    readonly program: string;
    readonly shows: string;
    /** What it shows of the origin's status alone; null if the origin did not answer. */
    readonly showsOfStatus: string | null;
  } | null;
}

/** In: a failure that was counted, and its route, if it is still configured. Out: null for a format that no longer exists. */
export async function wouldBe(counted: StoredFailure, route: Route | null): Promise<WouldBe | null> {
  const formatName = FORMAT_NAMES.find((name) => name === counted.format);
  if (formatName === undefined) return null;
  const format = await loadFormat(formatName);
  const program = programFor(counted, format);
  const request: ClientRequest = {
    method: counted.method,
    path: program?.path ?? "/",
    query: "",
    headers: new Headers(program?.headers),
  };
  const failure = failureOf(counted, route, request, format);
  const answer = await sent(speakingResponse(format.speak(failure, request), failure, request.method));
  const url = `https://packages.example/${formatName}${request.path}`;
  const shown = (message: Answer) => program?.prints(arrived(request, url, message)) ?? "";
  return {
    request,
    answer,
    terminal: program && {
      program: program.name,
      shows: shown(received(answer)),
      showsOfStatus: counted.origin_status === 0 ? null : shown(bare(counted.origin_status)),
    },
  };
}

/** By its counted name and the method, the same major version if possible; null if none has a printing rule. */
function programFor(counted: StoredFailure, { identify }: ClientFormat): Program | null {
  const major = (version: string) => version.split(".", 1)[0];
  const fitting = PROGRAMS.filter(
    ({ format, method }) => format === counted.format && method === counted.method,
  )
    .map((program) => ({ program, client: identify(requestOf(program)) }))
    .filter(({ client }) => client.name === counted.client);
  const same = fitting.find(({ client }) => major(client.version) === major(counted.client_version));
  return (same ?? fitting[0])?.program ?? null;
}

function requestOf({ method, path, headers }: Program): ClientRequest {
  return { method, path, query: "", headers: new Headers(headers) };
}

/** As it was judged, but with the status that the route's configuration gives it now. */
function failureOf(
  counted: StoredFailure,
  route: Route | null,
  request: ClientRequest,
  format: ClientFormat,
): Failure {
  const heard = { ...HEARD_NOTHING, message: counted.reason || null, code: counted.origin_code || null };
  const judged = judge(causeOf(counted), heard, {
    hasCredentials: counted.category !== "challenge",
    isProbe: counted.category === "probe",
    sentOriginAuth: (route?.originAuth ?? null) !== null,
    sentAccessToken: false,
    upstreamErrors: route?.upstreamErrors ?? "pass",
    statusRules: route?.statusRules ?? [],
    typedCodesSetStatus: format.typedCodesSetStatus ?? false,
    ref: counted.ref,
  });
  const category = CATEGORIES.find((name) => name === counted.category) ?? judged.category;
  const failure = { ...judged, category, reason: reasonOf(counted, judged) };
  if (route === null) return failure;
  return helped(failure, route.help, { request, format, formatName: counted.format, routeId: route.id });
}

/** Of the gateway's own sentences about a web page the entire sentence is counted. */
function reasonOf({ reason, ref }: StoredFailure, judged: Failure): string | null {
  const isWhole = judged.cause.kind === "unusable" && reason.startsWith("The registry's host ");
  return isWhole ? `${reason} Reference: ${ref}` : judged.reason;
}

function causeOf(counted: StoredFailure): Cause {
  switch (counted.cause) {
    case "timeout":
      return { kind: "timeout", afterMs: counted.duration_ms };
    case "unreachable":
      return { kind: "unreachable", fault: "unknown" };
    case "aborted":
      return { kind: "aborted" };
    default:
      return causeOfAnswer(counted);
  }
}

/** Only a web page turns a success into a failure. */
function causeOfAnswer({ category, origin_host: host, origin_status: status }: StoredFailure): Cause {
  const answer = { ...bare(status), complete: false };
  if (status >= 400) return { kind: "answered", answer };
  const instead = category === "unauthorized" ? "sign_in" : "page";
  return { kind: "unusable", instead, host, product: null, answer };
}

/** An answer that is nothing but its status. */
function bare(status: number): Answer & { readonly body: Uint8Array } {
  return { status, phrase: statusPhrase(status), headers: new Headers(), body: new Uint8Array() };
}
