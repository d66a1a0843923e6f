/**
 * Errors in XML: S3, Google Cloud Storage and Azure Blob (`<Error><Code><Message>`), AWS's query protocol
 * (`<ErrorResponse>`), OData, WebDAV, Nexus 2, SOAP, RFC 9457 in XML. Read by the local names of the leaves;
 * what S3 echoes of a signature is under other names and is never read.
 */
import { RAW_REASON_MAX_CHARACTERS } from "../../limits.ts";
import { asCode } from "../json/facts.ts";
import type { Said } from "../said.ts";
import { decodeEntities } from "./entities.ts";
import type { MarkupEvent } from "./markup.ts";

const MESSAGE_NAMES = ["message", "msg", "detail", "faultstring", "human-readable", "description", "title"];
const WANTED: ReadonlySet<string> = new Set([
  ...MESSAGE_NAMES,
  "details",
  "code",
  "requestid",
  "hostid",
  "type",
]);

/** What `events` say; null if no element has a name that errors use. */
export function readXmlError(events: readonly MarkupEvent[]): Said | null {
  const leaves = leavesOf(events);
  const name = MESSAGE_NAMES.find((wanted) => leaves.has(wanted));
  const details = leaves.get("details");
  const code = asCode(leaves.get("code"));
  if (name === undefined && details === undefined && code === null) return null;
  const { message, requestId } = withoutAzureLines(name === undefined ? "" : (leaves.get(name) ?? ""));
  return {
    choices: [details === undefined ? [message] : [message, details]],
    code,
    requestId: leaves.get("requestid") ?? requestId,
    documentation: leaves.get("type") ?? null,
  };
}

/** Azure appends `RequestId:...` and `Time:...` as lines of their own. */
function withoutAzureLines(message: string): { message: string; requestId: string | null } {
  const at = message.search(/\n\s{0,8}RequestId:/);
  if (at === -1) return { message, requestId: null };
  return {
    message: message.slice(0, at),
    requestId: /RequestId:\s{0,8}([\w-]{1,64})/.exec(message.slice(at))?.[1] ?? null,
  };
}

/** The first text of each wanted element without child elements. */
function leavesOf(events: readonly MarkupEvent[]): Map<string, string> {
  const leaves = new Map<string, string>();
  let name = "";
  let text = "";
  for (const event of events) {
    if (event.kind === "open") {
      name = localName(event.name);
      text = "";
    } else if (event.kind === "text") {
      if (name !== "" && text.length < RAW_REASON_MAX_CHARACTERS) text += decodeEntities(event.text);
    } else {
      const closed = localName(event.name);
      if (closed === name && WANTED.has(name) && !leaves.has(name) && text.trim() !== "")
        leaves.set(name, text.trim());
      name = "";
    }
  }
  return leaves;
}

/** Without its namespace prefix. */
function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
