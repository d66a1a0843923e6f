/** What ovsx 1.4 (cli/src/http.ts, util.ts) and vsce 4.1 (publicgalleryapi.ts; typed-rest-client RestClient.ts) print of an answer. */
import { type Arrived, json, member, memberText, own, type Program, program } from "./program.ts";

const FILE = "/api/acme/app/1.0.0/file/acme.app-1.0.0.vsix";
const VSCE = "vsce";
const GALLERY_API = "node-Gallery-api";

/** ovsx sends no User-Agent. */
export const EXTENSION_PROGRAMS: readonly Program[] = [
  program("vscode", "ovsx publish", "POST /api/-/publish", "", ovsxPrints),
  program("vscode", "ovsx get, the extension", FILE, "", ovsxDownloads),
  program("vscode", "vsce publish", "POST /_apis/gallery/extensions", GALLERY_API, vscePublishPrints),
  program("vscode", "vsce show", "POST /_apis/public/gallery/extensionquery", VSCE, vsceShowPrints),
];

/** `message`, then `error` of a JSON object, else the status line. */
export function ovsxPrints(a: Arrived): string {
  const body = a.body.trimStart().startsWith("{") ? json(a) : undefined;
  const text = member(body, "message") || member(body, "error");
  return text ? `❌  ${String(text)}` : ovsxDownloads(a);
}

/** The body is not read. */
export function ovsxDownloads(a: Arrived): string {
  const phrase = a.phrase === "" ? "." : `: ${a.phrase}`;
  return `❌  The server responded with status ${a.status}${phrase}`;
}

/** `message`, else the entire body. */
export function vscePublishPrints(a: Arrived): string {
  return `ERROR  ${String(member(json(a), "message") || a.body || `Failed request: (${a.status})`)}`;
}

/** The body whatever the status; without `errorCode` it has to be a list of extensions. */
export function vsceShowPrints(a: Arrived): string {
  const body = json(a);
  if (body === undefined) return `ERROR  ${own("the body is not JSON")}`;
  if (member(body, "errorCode") !== undefined) return `ERROR  ${memberText(body, "message")}`;
  return `ERROR  Cannot read properties of undefined (reading '0')`;
}
