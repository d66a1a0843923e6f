import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import { toAscii } from "../../src/text/text.ts";
import { request } from "./failing.ts";

export const LIST = "/api/packages/acme";
export const NEW = "/api/packages/versions/new";
export const STATUSES = [400, 401, 403, 404, 406, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "stable-only" (50%), refused; {x} C:\\tmp\\`,
  tagged: "Use <b>2.x</b> & no </Message> less",
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};
type Heard = { readonly scheme: string; readonly parameters: ReadonlyMap<string, string> };

export function ask(method = "GET", path = LIST): ClientRequest {
  const headers = { "user-agent": "Dart pub 3.9.0", accept: "application/vnd.pub.v2+json" };
  return request(path, headers, method);
}

export function bodyText(spoken: Spoken): string {
  return typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
}

/** lib/src/utils.dart: sanitizeForTerminal. */
function sanitized(text: string): string {
  return [...text]
    .map((sign) => (/[\x20-\x7f]/.test(sign) ? sign : " "))
    .slice(0, 1_024)
    .join("");
}

/**
 * http_parser's AuthenticationChallenge.parseHeader: a string ends at the first quotation mark, and a backslash in it
 * goes. Throws as it does.
 */
export function challenges(header: string): Heard[] {
  const found: Heard[] = [];
  let rest = header;
  while (rest !== "") {
    const scheme = /^([\w-]+) +/.exec(rest);
    if (scheme === null) throw new SyntaxError(`no scheme at ${rest}`);
    rest = rest.slice(scheme[0].length);
    const parameters = new Map<string, string>();
    for (;;) {
      const one = /^([\w-]+)\s*=\s*(?:([\w.-]+)|"([^"]*)")\s*/.exec(rest);
      if (one === null) throw new SyntaxError(`no parameter at ${rest}`);
      parameters.set((one[1] ?? "").toLowerCase(), one[2] ?? (one[3] ?? "").replace(/\\(.)/g, "$1"));
      rest = rest.slice(one[0].length);
      if (rest === "") break;
      if (!rest.startsWith(",")) throw new SyntaxError(`no comma at ${rest}`);
      rest = rest.slice(1).trimStart();
      if (/^[\w-]+ +[\w-]+\s*=/.test(rest)) break;
    }
    found.push({ scheme: (scheme[1] ?? "").toLowerCase(), parameters });
  }
  return found;
}

/** What `WWW-Authenticate` adds to the hint of a 401 or 403; the header as the client gets it. */
export function hint(spoken: Spoken, own: string | null = null): string {
  const header = spoken.headers["www-authenticate"] ?? own;
  if (header === null) return "";
  try {
    const ours = challenges(header).find(
      ({ scheme, parameters }) => scheme === "bearer" && parameters.get("realm") === "pub",
    );
    return sanitized(ours?.parameters.get("message") ?? "");
  } catch {
    return "";
  }
}

export function get(spoken: Spoken, own: string | null = null): string {
  const { status, phrase } = spoken;
  if (status === 401 || status === 403)
    return `authorization failed\nYou can provide credentials\n${hint(spoken, own)}`;
  if (status === 404) return "could not find package acme at https://pub.example";
  if (status === 406) return "Pub 3.9.0 is incompatible with the current version of pub.example.";
  return `${status} ${phrase} trying to find package acme at https://pub.example.`;
}

export function publish(spoken: Spoken): string {
  if (spoken.status === 401 || spoken.status === 403) return `${hint(spoken)}\nAuthentication failed!`;
  if (spoken.status === 406) return "Pub 3.9.0 is incompatible with the current version of pub.example.";
  const body: { error?: { message?: unknown } } = JSON.parse(bodyText(spoken));
  if (typeof body.error?.message !== "string") return `Invalid server response:\n${bodyText(spoken)}`;
  return `Message from server: ${sanitized(body.error.message)}`;
}

/** handleGCSError: regular expressions over lines. */
export function upload(spoken: Spoken): string {
  if (spoken.status === 401 || spoken.status === 403) return hint(spoken);
  const body = bodyText(spoken);
  const tag = (name: string): string | undefined => new RegExp(`<${name}>(.*)</${name}>`).exec(body)?.[1];
  const lines = body.includes("<?xml")
    ? [
        ["Server error code: ", tag("Code")],
        ["Server message: ", tag("Message")],
        ["Server details: ", tag("Details")],
      ]
    : [];
  const shown = lines.filter(([, text]) => text !== undefined).map((line) => line.join(""));
  return [...shown, "Failed to upload the package."].join("\n");
}

/** A text as pub can show it. */
export function folded(reason: string): string {
  return toAscii(reason).slice(0, 200).trim();
}
