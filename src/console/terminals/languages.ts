/** What gem, bundler, composer, cargo, go, dart pub, hex, swift and dotnet print, by their own sources (named in src/clients). */
import { statusPhrase } from "../../failure/status-phrase.ts";
import {
  type Arrived,
  items,
  json,
  lines,
  mediaTypeOf,
  member,
  memberText,
  own,
  type Program,
  program,
  typeOf,
} from "./program.ts";

const RUBYGEMS = "Ruby, RubyGems/3.7.2 x86_64-linux Ruby/3.4.1";
const BUNDLER = "bundler/2.7.0 rubygems/3.7.2 ruby/3.4.1 (x) command/install";
const COMPOSER = "Composer/2.10.2 (Linux; 6.1; PHP 8.3.1; cURL 8.5)";
const RESTORE = "NuGet .NET Core MSBuild Task/6.13.0 (Linux)";
const SWIFT = { accept: "application/vnd.swift.registry.v1+json" };
const PUB = { accept: "application/vnd.pub.v2+json" };

export const LANGUAGES: readonly Program[] = [
  program("rubygems", "gem install", "/specs.4.8.gz", RUBYGEMS, gemInstall),
  program("rubygems", "gem push", "POST /api/v1/gems", RUBYGEMS, (a) => a.body),
  program("rubygems", "bundler", "/specs.4.8.gz", BUNDLER, bundler),
  program("composer", "composer", "/packages.json", COMPOSER, composer),
  program("cargo", "cargo build", "/ap/p0/app0", "cargo/1.95.0 (f2d3ce0bd 2026-03-21)", cargo),
  program("cargo", "cargo publish", "PUT /api/v1/crates/new", "cargo/1.95.0", cargoPublish, {
    accept: "application/json",
  }),
  program("go", "go", "/example.com/app/@v/v1.0.0.info", "Go-http-client/1.1", go),
  program("pub", "dart pub get", "/api/packages/app", "Dart pub 3.9.0", pub, PUB),
  program("hex", "mix deps.get", "/packages/app", "hex_core/0.11.0 hex/2.5.1 (elixir/1.18.0)", hex),
  program("swift", "swift package", "/acme/app/1.0.0", "SwiftPackageManager/6.1.0", swift, SWIFT),
  program("nuget", "dotnet restore", "/v3-flatcontainer/app/index.json", RESTORE, restore),
  program("nuget", "dotnet nuget push", "PUT /api/v2/package", "NuGet xplat/6.13.0 (Linux)", push),
];

function badResponse(a: Arrived): string {
  return `bad response ${a.phrase} ${a.status} (${a.url})`;
}

function gemInstall(a: Arrived): string {
  return `ERROR:  Could not find a valid gem 'app' (>= 0), here is why:\n          Unable to download data from ${a.url} - ${badResponse(a)}`;
}

/** The full-index fetcher looks for the digits in the whole text. */
function bundler(a: Arrived): string {
  const text = badResponse(a);
  if (text.includes("401")) return own("authentication is required");
  if (text.includes("403")) return own("the access token could not be authenticated");
  return `Could not fetch specs from ${a.url} due to underlying error <${text}>`;
}

/** Bytes of a JSON body that are printed. */
const COMPOSER_BODY_MAX_BYTES = 200;

function composer(a: Arrived): string {
  const body = json(a);
  const notices = typeOf(a).trim() === "application/json" ? composerNotices(body) : [];
  const type = typeOf(a).toLowerCase();
  const isDumped = type === "application/json" || type === "application/json; charset=utf-8";
  const dump = isDumped && notices.length === 0 && a.status !== 401 && a.status !== 403;
  const line =
    a.status === 401
      ? `'${a.url}' required authentication (HTTP 401)`
      : `The "${a.url}" file could not be downloaded (HTTP/1.1 ${a.status} ${a.phrase})`;
  return lines(...notices, line, dump && new TextDecoder().decode(head(a.body, COMPOSER_BODY_MAX_BYTES)));
}

function composerNotices(body: unknown): readonly string[] {
  const of = (name: string, label: string) =>
    [
      memberText(body, name),
      ...items(member(body, `${name}s`)).map((item) => memberText(item, "message")),
    ].flatMap((text) => (text === "" ? [] : [`${label} from packages.example: ${text}`]));
  return [...of("warning", "Warning"), ...of("info", "Info")];
}

function head(text: string, maxBytes: number): Uint8Array {
  return new TextEncoder().encode(text).subarray(0, maxBytes);
}

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

function pub(a: Arrived): string {
  const challenge = a.headers.get("www-authenticate") ?? "";
  const message = /^bearer\b/i.test(challenge) && /realm="?pub"?/.test(challenge);
  const text = message ? /message="((?:[^"\\]|\\.)*)"/.exec(challenge)?.[1] : undefined;
  const told = text?.replace(/\\(.)/g, "$1") ?? null;
  if (a.status === 401 || a.status === 403) return lines(own(`authorization for ${a.url}`), told);
  if (a.status === 404) return own(`could not find package app at ${a.url}`);
  return `${a.status} ${a.phrase} trying to find package app at ${a.url}.`;
}

function hex(a: Arrived): string {
  const said = /^"([^"]*)"; ?level=(fatal|warn)$/.exec(a.headers.get("x-hex-message") ?? "");
  const message = said !== null && `API ${said[2] === "warn" ? "warning" : "error"}: ${said[1]}`;
  const isFixed = [401, 403, 404].includes(a.status);
  return lines(
    message,
    isFixed
      ? own("the package does not exist, or you lack permission")
      : a.body || `HTTP status code: ${a.status}`,
  );
}

function swift(a: Arrived): string {
  if (a.status === 404) return `error: ${own("package version not found on the registry")}`;
  const isProblem = /^application\/problem\+json(?:;|$)/.test(typeOf(a));
  const detail = a.headers.get("content-version") === "1" && isProblem ? memberText(json(a), "detail") : "";
  if (detail !== "") return `error: server error ${a.status}: ${detail}`;
  if ([401, 403, 501].includes(a.status)) return `error: ${own(`a fixed text for ${a.status}`)}`;
  return `error: ${a.status < 500 ? "client" : "server"} error ${a.status}: ${a.body}`;
}

function warned(a: Arrived): string | false {
  const text = a.headers.get("x-nuget-warning");
  return text !== null && `warn : ${text}`;
}

function notSuccess(a: Arrived): string {
  return `Response status code does not indicate success: ${a.status} (${a.phrase}).`;
}

function restore(a: Arrived): string {
  if (a.status === 404) return lines(warned(a), `error NU1101: ${own("unable to find package app")}`);
  return lines(
    warned(a),
    `error NU1301: Failed to retrieve information about 'app' from remote source '${a.url}'.`,
    `  ${notSuccess(a)}`,
  );
}

function push(a: Arrived): string {
  return lines(warned(a), `error: ${notSuccess(a)}`);
}
