/** The shapes of the try-out's origin: one of each family that `src/origins` hears. */
import type { Cause } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";

/** Keys are sent by the API and the form; values are for people. */
export const SHAPES = {
  message: 'JSON {"message": ...}, as GitLab',
  error: 'JSON {"error": ...}',
  errors: 'JSON {"errors": [...]}, as OCI registries',
  problem: "Problem details (RFC 9457)",
  text: "Plain text",
  page: "An HTML page",
  phrase: "Nothing but the reason phrase, as Nexus",
  nothing: "Nothing but the status",
  timeout: "No answer in time",
  unreachable: "Can't be reached",
} as const;

export type ShapeName = keyof typeof SHAPES;

export const SHAPE_NAMES: readonly ShapeName[] = Object.keys(SHAPES).filter(
  (name): name is ShapeName => name in SHAPES,
);

/** The cause of the failure, with the origin's answer if there is one. */
export function causeOf(shape: ShapeName, status: number, message: string, timeoutMs: number): Cause {
  if (shape === "timeout") return { kind: "timeout", afterMs: timeoutMs };
  if (shape === "unreachable") return { kind: "unreachable", fault: "connection_lost" };
  const [contentType, body] = bodyIn(shape, status, message);
  const headers = new Headers();
  if (body !== "") headers.set("content-type", contentType);
  const phrase = shape === "phrase" ? message : statusPhrase(status);
  const answer = { status, phrase, headers, body: new TextEncoder().encode(body), complete: true };
  return { kind: "answered", answer };
}

type Answering = Exclude<ShapeName, "timeout" | "unreachable">;

function bodyIn(shape: Answering, status: number, message: string): readonly [type: string, body: string] {
  const phrase = statusPhrase(status);
  switch (shape) {
    case "message":
      return ["application/json", JSON.stringify({ message: `${status} ${phrase} - ${message}` })];
    case "error":
      return ["application/json", JSON.stringify({ error: message })];
    case "errors":
      return ["application/json", JSON.stringify({ errors: [{ code: "DENIED", message }] })];
    case "problem":
      return ["application/problem+json", JSON.stringify({ title: phrase, status, detail: message })];
    case "text":
      return ["text/plain; charset=utf-8", `${message}\n`];
    case "page": {
      const escaped = message.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      const title = `${status} ${phrase}`;
      const head = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>`;
      return ["text/html", `${head}\n<body><h1>${title}</h1><p>${escaped}</p></body></html>\n`];
    }
    case "phrase":
    case "nothing":
      return ["", ""];
  }
}
