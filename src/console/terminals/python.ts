/** What Conan (rest/__init__.py), conda (exceptions.py), rattler (reqwest: src/error.rs), mamba and huggingface_hub (_http.py) print of an answer. */
import {
  type Arrived,
  items,
  json,
  member,
  memberText,
  own,
  type Program,
  program,
  typeOf,
} from "./program.ts";
import { bytesRepr } from "./pypi.ts";

export const PYTHON: readonly Program[] = [
  program("conan", "conan install", "/v2/conans/app/1.0/_/_/latest", "Conan/2.8.1 (Linux 6.1)", conan),
  program("conda", "conda", "/noarch/repodata.json", "conda/26.7.1 requests/2.32", condaPrints),
  program("conda", "mamba", "/noarch/repodata.json", "mamba/2.3.0 libcurl/8.5.0", mamba),
  program("conda", "pixi, py-rattler", "/noarch/repodata.json", "py-rattler/0.28.0", rattlerPrints),
  program(
    "huggingface",
    "hf download",
    "HEAD /acme/app/resolve/main/config.json",
    "hf/1; hf_hub/1.28.0",
    hub,
  ),
];

function conan(a: Arrived): string {
  if ([500, 502, 503, 504].includes(a.status))
    return `ERROR: Max retries exceeded (too many ${a.status} error responses)`;
  if (a.status === 401) return own("asks for the remote's user and password");
  if (a.status === 404) return `ERROR: ${own("unable to find the recipe in the remotes")}`;
  const text = conanText(a);
  if (a.status === 403) return `ERROR: Permission denied for user: 'me': ${text}`;
  return `ERROR: ${text}. [Remote: acme]`;
}

function conanText(a: Arrived): string {
  if (typeOf(a) === "") return bytesRepr(a.bytes);
  if (typeOf(a).includes("text/html")) return `${a.status}: ${a.phrase}`;
  const error = member(json(a), "errors", 0);
  if (typeOf(a) !== "application/json" || error === undefined) return a.body;
  return `${member(error, "status")}: ${member(error, "message")}`;
}

/** Python's code raises this if the body is not the object that it expects. */
const ATTRIBUTE_ERROR = "AttributeError";

function condaLine(a: Arrived, reason: string): string {
  return `CondaHTTPError: HTTP ${a.status} ${reason} for url <${a.url}>`;
}

/** From 25.9.0: problem documents too. */
export function condaPrints(a: Arrived): string {
  return condaSays(a, typeOf(a).includes("application/problem+json") && memberText(json(a), "detail"));
}

/** The same for every request. */
export function rattlerPrints(a: Arrived): string {
  const who = a.status >= 500 ? "server" : "client";
  return `HTTP status ${who} error (${a.status} ${a.phrase}) for url (${a.url})`;
}

export function conda24Prints(a: Arrived): string {
  return condaSays(a, false);
}

function condaSays(a: Arrived, detail: string | false): string {
  const body = json(a);
  if (Array.isArray(body) || typeof body === "string") return ATTRIBUTE_ERROR;
  const help = detail || member(body, "message") || "Check your connection.";
  return `${condaLine(a, String(member(body, "reason") || a.phrase))}\nElapsed: 00:00.1\n\n${help}`;
}

function mamba(a: Arrived): string {
  return `error    Failed to download from ${a.url} (status ${a.status})`;
}

/** The command prints its own text for the codes that it knows. */
function hub(a: Arrived): string {
  const code = a.headers.get("x-error-code");
  return code === null ? hubPrints(a) : own(`a fixed text for ${code}`);
}

/** The library: `_format` and `hf_raise_for_status`. */
export function hubPrints(a: Arrived): string {
  const header = a.headers.get("x-error-message");
  const texts = hubTexts(a);
  if (texts === null) return ATTRIBUTE_ERROR;
  const said = [header, ...texts].filter((text) => text !== null).map((text) => String(text).trim());
  const server = [...new Set(said.filter((text) => text !== ""))].join("\n");
  const message = hubMessage(a, header);
  return message.toLowerCase().includes(server.toLowerCase()) ? message : `${message}\n${server}`;
}

function hubMessage(a: Arrived, header: string | null): string {
  if (a.headers.get("x-error-code") === "EntryNotFound")
    return `${a.status} Client Error.\n\nEntry Not Found`;
  if (a.status === 400) return "\n\nBad request:";
  if (a.status === 403) return `\n\n403 Forbidden: ${header ?? "None"}.\nCannot access content at: ${a.url}.`;
  return `${a.status < 500 ? "Client" : "Server"} error '${a.status} ${a.phrase}' for url '${a.url}'`;
}

/** The texts of the body; null if Python raises. */
function hubTexts(a: Arrived): readonly unknown[] | null {
  const body = json(a);
  if (body === undefined) return a.body !== "" && !typeOf(a).includes("html") ? [a.body] : [];
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const error = member(body, "error") ?? [];
  return [
    ...(Array.isArray(error) ? error : [error]),
    member(body, "error_description") ?? null,
    ...items(member(body, "errors")).map((item) => member(item, "message") ?? null),
  ];
}
