/**
 * Errors in XML: S3, Google Cloud Storage and Azure Blob (`<Error><Code><Message>`), AWS's query protocol
 * (`<ErrorResponse>`), OData, WebDAV, Nexus 2, SOAP, RFC 9457 in XML. Read by the local names of its leaves;
 * what S3 echoes of a signature has names of its own and is never looked at.
 */
import { RAW_REASON_MAX_CHARACTERS } from "../../limits.ts";
import { asCode } from "../json/facts.ts";
import type { Said } from "../said.ts";
import { scanMarkup } from "./markup.ts";

const MESSAGE_NAMES = ["message", "msg", "detail", "faultstring", "human-readable", "description", "title"];
const WANTED: ReadonlySet<string> = new Set([
  ...MESSAGE_NAMES,
  "details",
  "code",
  "requestid",
  "hostid",
  "type",
]);

/** What `source` says; null where no element has a name that errors use. */
export function readXmlError(source: string): Said | null {
  const leaves = leavesOf(source);
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

/** The first text of each wanted element that has no elements inside. */
function leavesOf(source: string): Map<string, string> {
  const leaves = new Map<string, string>();
  let name = "";
  let text = "";
  scanMarkup(source, "xml", {
    isFull: false,
    open(opened) {
      name = opened;
      text = "";
    },
    close(closed) {
      if (closed === name && WANTED.has(name) && !leaves.has(name) && text.trim() !== "")
        leaves.set(name, text.trim());
      name = "";
    },
    text(more) {
      if (name !== "" && text.length < RAW_REASON_MAX_CHARACTERS) text += more;
    },
  });
  return leaves;
}
