/**
 * generic: any HTTP client or JSON API without a module of its own.
 * Serves: curl, browsers, hand-written scripts, REST clients.
 * Channels: RFC 9457 for `Accept: application/problem+json`, JSON `{message, error}` for other JSON, text otherwise;
 * the reason phrase always. Limits: none known.
 */
import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import {
  type Client,
  type ClientFormat,
  type ClientRequest,
  clientByUserAgent,
  type Operation,
  type Spoken,
  userAgentOf,
} from "./client.ts";
import { originBody, originMediaType, passableJson, reasonPhrase, sentence } from "./speech.ts";

export const generic: ClientFormat = {
  // Just under 30 s, the commonest default of HTTP libraries and load balancers.
  timeoutMs: 29_000,
  identify,
  operation,
  speak,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(userAgentOf(request), [
    ["curl", "curl"],
    ["wget", "wget"],
    ["python-requests", "python-requests"],
    ["python-httpx", "httpx"],
    ["got", "got"],
    ["axios", "axios"],
    ["okhttp", "okhttp"],
    ["go-http-client", "go"],
    ["mozilla", "browser"],
  ]);
}

function operation(request: ClientRequest): Operation {
  return request.method === "GET" || request.method === "HEAD" ? "download" : "api";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const base = { status: failure.status, phrase: reasonPhrase(failure), headers: {} };
  const accept = (request.headers.get("accept") ?? "").toLowerCase();
  if (accept.includes("application/problem+json")) {
    if (isProblem(failure))
      return { ...base, contentType: "application/problem+json", body: originBody(failure) };
    return { ...base, contentType: "application/problem+json", body: JSON.stringify(problem(failure)) };
  }
  if (accept.includes("json") || originMediaType(failure).endsWith("json")) {
    if (passableJson(failure) !== undefined && failure.heard?.message === failure.reason) {
      return { ...base, contentType: "application/json", body: originBody(failure) };
    }
    const text = sentence(failure);
    return { ...base, contentType: "application/json", body: JSON.stringify({ error: text, message: text }) };
  }
  return { ...base, contentType: "text/plain; charset=utf-8", body: `${sentence(failure)}\n` };
}

/** RFC 9457 section 3; `status` repeats the status of the answer. */
export function problem(failure: Failure): Record<string, unknown> {
  return {
    type: failure.heard?.documentation ?? "about:blank",
    status: failure.status,
    title: statusPhrase(failure.status),
    ...(failure.reason === null ? {} : { detail: failure.reason }),
    ...(failure.heard?.code ? { code: failure.heard.code } : {}),
  };
}

function isProblem(failure: Failure): boolean {
  if (originMediaType(failure) !== "application/problem+json") return false;
  const json = passableJson(failure);
  return typeof json === "object" && json !== null && !Array.isArray(json) && "detail" in json;
}
