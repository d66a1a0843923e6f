/** The shapes of the try-out's origin: one of each family that `src/origins` hears. */
import type { Cause, OriginAnswer } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";

/** Keys are for the API and the form; values are shown to people. */
export const SHAPES = {
  message: 'JSON {"message": ...}, like GitLab',
  error: 'JSON {"error": ...}',
  errors: 'JSON {"errors": [...]}, like OCI registries',
  problem: "Problem details (RFC 9457)",
  text: "Plain text",
  page: "An HTML page",
  block_page: "200 and a block page, like a web filter",
  sign_in_page: "200 and a sign-in page",
  sign_in_redirect: "302 to a sign-in page",
  phrase: "Only the reason phrase, like Nexus",
  nothing: "Only the status",
  timeout: "No answer in time",
  unreachable: "Can't be reached",
} as const;

export type ShapeName = keyof typeof SHAPES;

export const SHAPE_NAMES: readonly ShapeName[] = Object.keys(SHAPES).filter(
  (name): name is ShapeName => name in SHAPES,
);

/** A page instead of a package; each has a fixed status. */
const PAGES = ["block_page", "sign_in_page", "sign_in_redirect"] as const;
export type PageShape = (typeof PAGES)[number];

export function isPageShape(shape: ShapeName): shape is PageShape {
  return PAGES.some((one) => one === shape);
}

/** The origin's answer, which is a success or a redirect. */
export function pageOf(shape: PageShape, message: string): OriginAnswer {
  switch (shape) {
    case "block_page":
      return answerOf(200, HTML, pageWith("Web page blocked", `<p>${escaped(message)}</p>`));
    case "sign_in_page":
      return answerOf(200, HTML, pageWith("Sign in", SIGN_IN_FORM));
    case "sign_in_redirect":
      return answerOf(302, { location: "https://sso.example.com/login?return_to=%2F" }, "");
  }
}

const HTML = { "content-type": "text/html" };
const SIGN_IN_FORM = '<form method="post"><input name="name"><input name="password" type="password"></form>';

function answerOf(status: number, headers: Readonly<Record<string, string>>, body: string): OriginAnswer {
  const bytes = new TextEncoder().encode(body);
  return { status, phrase: statusPhrase(status), headers: new Headers(headers), body: bytes, complete: true };
}

/** The cause of the failure, with the origin's answer if there is one. */
export function causeOf(shape: RefusalShape, status: number, message: string, timeoutMs: number): Cause {
  if (shape === "timeout") return { kind: "timeout", afterMs: timeoutMs };
  if (shape === "unreachable") return { kind: "unreachable", fault: "connection_lost" };
  const [contentType, body] = bodyIn(shape, status, message);
  const headers = new Headers();
  if (body !== "") headers.set("content-type", contentType);
  const phrase = shape === "phrase" ? message : statusPhrase(status);
  const answer = { status, phrase, headers, body: new TextEncoder().encode(body), complete: true };
  return { kind: "answered", answer };
}

type RefusalShape = Exclude<ShapeName, PageShape>;
type Answering = Exclude<RefusalShape, "timeout" | "unreachable">;

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
    case "page":
      return ["text/html", pageWith(`${status} ${phrase}`, `<p>${escaped(message)}</p>`)];
    case "phrase":
    case "nothing":
      return ["", ""];
  }
}

function pageWith(title: string, content: string): string {
  const head = `<!DOCTYPE html>\n<html><head><title>${title}</title></head>`;
  return `${head}\n<body><h1>${title}</h1>${content}</body></html>\n`;
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
