/** Every rule for requests, by topic. */
import { CHUNKED_CONTENT } from "./chunked-content.ts";
import { CONNECTIONS } from "./connections.ts";
import { CONTENT_LENGTHS } from "./content-lengths.ts";
import { FIELD_LINES } from "./field-lines.ts";
import { HOSTS } from "./hosts.ts";
import { METHODS } from "./methods.ts";
import { REQUEST_LINES } from "./request-lines.ts";
import type { RequestRule } from "./request-rule.ts";
import { TRANSFER_CODINGS } from "./transfer-codings.ts";

export const REQUEST_TOPICS: readonly (readonly [topic: string, rules: readonly RequestRule[]])[] = [
  ["Request lines", REQUEST_LINES],
  ["Methods and versions", METHODS],
  ["Host", HOSTS],
  ["Field lines", FIELD_LINES],
  ["Content-Length", CONTENT_LENGTHS],
  ["Transfer-Encoding", TRANSFER_CODINGS],
  ["Chunks", CHUNKED_CONTENT],
  ["Connections and hops", CONNECTIONS],
];
