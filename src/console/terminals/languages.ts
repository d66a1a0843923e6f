/** What cargo (crates-io/lib.rs, http_remote.rs), go (internal/web) and SwiftPM print of an answer. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Arrived, json, mediaTypeOf, member, own, type Program, program, typeOf } from "./program.ts";

const SWIFT = { accept: "application/vnd.swift.registry.v1+json" };

export const LANGUAGES: readonly Program[] = [
  program("cargo", "cargo build", "/ap/p0/app0", "cargo/1.95.0 (f2d3ce0bd 2026-03-21)", cargoBuild),
  program("cargo", "cargo publish", "PUT /api/v1/crates/new", "cargo/1.95.0", cargoApiPrints, {
    accept: "application/json",
  }),
  program("go", "go", "/example.com/app/@v/v1.0.0.info", "Go-http-client/1.1", goPrints),
  program("swift", "swift package", "/acme/app/1.0.0", "SwiftPackageManager/6.1.0", swiftPrints, SWIFT),
];

/** Characters of a body that are printed. */
const CARGO_BODY_MAX_CHARACTERS = 511;

function cargoBuild(a: Arrived): string {
  return a.status === 404 ? `error: ${own("no matching package found")}` : cargoDownloadPrints(a);
}

/** src/util/errors.rs */
export function cargoDownloadPrints(a: Arrived): string {
  const body = [...a.body];
  const cut = body.slice(0, CARGO_BODY_MAX_CHARACTERS).join("");
  const more = body.length > CARGO_BODY_MAX_CHARACTERS ? "…" : "";
  return `error: failed to get successful HTTP response from \`${a.url}\`, got ${a.status}\nbody:\n${cut}${more}`;
}

/** crates/crates-io/lib.rs: the details of `errors`, which must all be strings, else every header and the entire body. */
export function cargoApiPrints(a: Arrived): string {
  const errors = member(json(a), "errors");
  const details = Array.isArray(errors) ? errors.map((error) => member(error, "detail")) : [null];
  if (details.every((detail) => typeof detail === "string"))
    return `error: the remote server responded with an error (status ${a.status} ${statusPhrase(a.status)}): ${details.join(", ")}`;
  const headers = [...a.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
  return `error: failed to get a 200 OK response, got ${a.status}\nheaders:\n${headers}\nbody:\n${a.body}`;
}

/** cmd/go internal/web: lines and bytes of a detail, two bytes for each further line's indent. */
const GO_LINES_MAX = 8;
const GO_DETAIL_MAX_BYTES = 648;

export function goPrints(a: Arrived): string {
  const detail = goDetail(a);
  const says = detail.includes("\n") ? `\n\t${detail}` : ` ${detail}`;
  return `go: reading ${a.url}: ${a.status} ${a.phrase}${detail && `\n\tserver response:${says}`}`;
}

/** Empty if none is shown: one character that is neither graphic nor a space hides the entire text. */
export function goDetail(a: Arrived): string {
  const charset = /;\s*charset="?([^";]*)"?/i.exec(typeOf(a))?.[1]?.trim().toLowerCase() ?? "utf-8";
  if (mediaTypeOf(a) !== "text/plain" || !["utf-8", "us-ascii"].includes(charset)) return "";
  if (![...a.body].every(isGraphicOrSpace)) return "";
  let shown = "";
  for (const [index, line] of a.body.split("\n").entries()) {
    if (line.trim() === "") break;
    if (index > 0) shown += "\n\t";
    if (index >= GO_LINES_MAX) return `${shown}${own("too many lines")}`;
    if (byteLength(shown) + byteLength(line) > GO_DETAIL_MAX_BYTES) return `${shown}${own("too long")}`;
    shown += line;
  }
  return shown;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** By the tables of the go command (Unicode 13), which lack newer emoji. */
function isGraphicOrSpace(character: string): boolean {
  if (/[\u{1f6dc}-\u{1f6df}\u{1f7f0}\u{1f979}\u{1f9cc}\u{1fa75}-\u{1faff}]/u.test(character)) return false;
  return /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]|[\t\n\v\f\r\u0085\u2028\u2029]/u.test(character);
}

/** RegistryClient: the structured error, or a fixed text, or the raw body. */
export function swiftPrints(a: Arrived): string {
  if (a.status === 404 && a.request.method === "GET") return "error: package version not found on registry";
  const isProblem = /^application\/problem\+json(?:;|$)/.test(typeOf(a));
  const detail = a.headers.get("content-version") === "1" && isProblem ? member(json(a), "detail") : null;
  if (typeof detail === "string") return `error: server error ${a.status}: ${detail}`;
  if ([401, 403, 501].includes(a.status)) return `error: ${own(`a fixed text for ${a.status}`)}`;
  return `error: ${a.status < 500 ? "client" : "server"} error ${a.status}: ${a.body}`;
}
