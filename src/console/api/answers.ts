/** The answers of the API's calls, as JSON. */
import type { Cursor, OriginCount, PackageCount, StoredFailure } from "../../analytics/store.ts";
import { settingText } from "../../config/setting-text.ts";
import type { AlertState } from "../alerts/alert-states.ts";
import type { Result } from "../search/rank.ts";
import type { Searched } from "../search/search.ts";
import type { Understood } from "../search/understood.ts";
import { understoodWords } from "../search/words.ts";
import type { SwitchChange } from "../switch-change.ts";
import type { SwitchState } from "../switch-states.ts";
import { bodyText, httpText, type Message, type TriedOut } from "../try-out/try-out.ts";
import { isoTime } from "./period.ts";

export function failureAnswer({ at, ...failure }: StoredFailure) {
  return { at: isoTime(at), ...failure };
}

export function switchAnswer({ configured, effective, ...state }: SwitchState) {
  return { ...state, configured: settingText(configured), effective: settingText(effective) };
}

export function changeAnswer({ at, ...change }: SwitchChange) {
  return { at: isoTime(Math.floor(at / 1_000)), ...change };
}

export function packageAnswer({ categories, lastReason, lastAt, ...count }: PackageCount) {
  const byCategory = Object.fromEntries(categories.map(({ category, failures }) => [category, failures]));
  return { ...count, categories: byCategory, last_reason: lastReason, last_at: isoTime(lastAt) };
}

export function searchAnswer({ asked, span, results }: Searched & { readonly asked: Understood }) {
  return {
    since: isoTime(span.since),
    until: isoTime(span.until),
    understood: understoodWords(asked).map(([what, value]) => ({ what, value })),
    results: results.map(resultAnswer),
  };
}

function resultAnswer(result: Result) {
  const {
    why,
    ref,
    failures,
    lastAt,
    route,
    format,
    category,
    client,
    method,
    status,
    version,
    reason,
    mode,
  } = result;
  return {
    why,
    failures,
    last_at: isoTime(lastAt),
    ref,
    route,
    format,
    category,
    client,
    client_version: result.client_version,
    method,
    status,
    package: result.package,
    version,
    reason,
    mode,
  };
}

export function originAnswer(count: OriginCount) {
  const { failures, answered, timeout, unreachable, aborted, served, lastOutage } = count;
  return {
    origin_host: count.originHost,
    failures,
    ...{ answered, server_errors: count.serverErrors, timeout, unreachable, aborted, served },
    p95_ms: count.p95Ms,
    max_ms: count.maxMs,
    last_at: isoTime(count.lastAt),
    last_outage: lastOutage === null ? null : { at: isoTime(lastOutage.at), reason: lastOutage.reason },
  };
}

export function alertAnswer({ since, ...alert }: AlertState) {
  return { ...alert, since: since === null ? null : isoTime(since) };
}

/** `<seconds>.<reference>` of the last failure shown. */
export function cursorText(cursor: Cursor | null): string | null {
  return cursor === null ? null : `${cursor.at}.${cursor.ref}`;
}

export function cursorOf(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  const [at = "", ref = ""] = text.split(".");
  return { at: Number(at), ref };
}

export function tryOutAnswer({ category, reason, request, origin, answer, terminal }: TriedOut) {
  return {
    category,
    reason,
    request: {
      method: request.method,
      path: request.path,
      headers: Object.fromEntries(request.headers),
    },
    origin: origin === null ? null : messageAnswer(origin),
    answer: messageAnswer(answer),
    terminal:
      terminal === null
        ? null
        : { program: terminal.program, shows: terminal.shows, shows_without: terminal.showsWithout },
  };
}

function messageAnswer(message: Message) {
  const { status, phrase, headers, body } = message;
  return {
    status,
    phrase,
    headers: headers.map(([name, value]) => ({ name, value })),
    body: bodyText(body),
    body_base64: btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join("")),
    http: httpText(message),
  };
}
