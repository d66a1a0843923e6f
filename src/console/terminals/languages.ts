/** What cargo (crates-io/lib.rs, http_remote.rs), go (internal/web) and SwiftPM print of an answer. */
import { statusPhrase } from "../../failure/status-phrase.ts";
import {
  type Arrived,
  items,
  json,
  mediaTypeOf,
  member,
  memberText,
  own,
  type Program,
  program,
  typeOf,
} from "./program.ts";

const SWIFT = { accept: "application/vnd.swift.registry.v1+json" };

export const LANGUAGES: readonly Program[] = [
  program("cargo", "cargo build", "/ap/p0/app0", "cargo/1.95.0 (f2d3ce0bd 2026-03-21)", cargo),
  program("cargo", "cargo publish", "PUT /api/v1/crates/new", "cargo/1.95.0", cargoPublish, {
    accept: "application/json",
  }),
  program("go", "go", "/example.com/app/@v/v1.0.0.info", "Go-http-client/1.1", go),
  program("swift", "swift package", "/acme/app/1.0.0", "SwiftPackageManager/6.1.0", swift, SWIFT),
];

/** Characters of a body that are printed. */
const CARGO_BODY_MAX_CHARACTERS = 511;

function cargo(a: Arrived): string {
  if (a.status === 404) return `error: ${own("no matching package found")}`;
  const body = [...a.body];
  const cut = body.slice(0, CARGO_BODY_MAX_CHARACTERS).join("");
  const more = body.length > CARGO_BODY_MAX_CHARACTERS ? "…" : "";
  return `error: failed to get successful HTTP response from \`${a.url}\`, got ${a.status}\nbody:\n${cut}${more}`;
}

function cargoPublish(a: Arrived): string {
  const details = items(member(json(a), "errors")).map((error) => memberText(error, "detail"));
  if (details.length > 0)
    return `error: the remote server responded with an error (status ${a.status} ${statusPhrase(a.status)}): ${details.join(", ")}`;
  return `error: failed to get a 200 OK response, got ${a.status}\nbody:\n${a.body}`;
}

/** cmd/go internal/web: lines and bytes of a detail, two bytes for each further line's indent. */
const GO_LINES_MAX = 8;
const GO_DETAIL_MAX_BYTES = 648;

function go(a: Arrived): string {
  const detail = goDetail(a);
  const says =
    detail.length > 1
      ? `\n\tserver response:\n\t${detail.join("\n\t")}`
      : `\n\tserver response: ${detail[0]}`;
  return `go: reading ${a.url}: ${a.status} ${a.phrase}${detail.length === 0 ? "" : says}`;
}

/** One character that is neither graphic nor a space hides the whole text. */
function goDetail(a: Arrived): readonly string[] {
  const charset = /;\s*charset="?([^";]*)"?/i.exec(typeOf(a))?.[1]?.toLowerCase() ?? "utf-8";
  if (mediaTypeOf(a) !== "text/plain" || !["utf-8", "us-ascii"].includes(charset)) return [];
  if (/[[\p{C}\p{Zl}\p{Zp}]--[\t-\r]]/v.test(a.body)) return [];
  const shown: string[] = [];
  let bytes = 0;
  for (const line of a.body.split("\n")) {
    if (line === "") break;
    if (shown.length === GO_LINES_MAX) return [...shown, own("too many lines")];
    bytes += new TextEncoder().encode(line).length + (shown.length > 0 ? 2 : 0);
    if (bytes > GO_DETAIL_MAX_BYTES) return [...shown, own("too long")];
    shown.push(line);
  }
  return shown;
}

function swift(a: Arrived): string {
  if (a.status === 404) return `error: ${own("package version not found on the registry")}`;
  const isProblem = /^application\/problem\+json(?:;|$)/.test(typeOf(a));
  const detail = a.headers.get("content-version") === "1" && isProblem ? memberText(json(a), "detail") : "";
  if (detail !== "") return `error: server error ${a.status}: ${detail}`;
  if ([401, 403, 501].includes(a.status)) return `error: ${own(`a fixed text for ${a.status}`)}`;
  return `error: ${a.status < 500 ? "client" : "server"} error ${a.status}: ${a.body}`;
}
