/** The notes that stay, each with the reason why it is right or not the gateway's. Remove those that no longer occur. */

import type { Complaint } from "./lint.ts";

export interface Reason {
  /** The name of the note's class in httplint or REDbot. */
  readonly note: string;
  /** Which answers, by `answers/swift.http: release, forbidden`; all if absent. */
  readonly of?: RegExp;
  /** The field that it is about, if the note's class covers several. */
  readonly field?: string;
  readonly because: string;
}

export const REASONS: readonly Reason[] = [
  {
    note: "DATE_CLOCKLESS",
    because:
      "Cloudflare's edge writes `Date` into every answer; a Worker's own has none, unless the origin's had",
  },
  {
    note: "NO_DATE_304",
    of: /^a copy confirmed while the origin is down/,
    because: "the same: there is no origin's answer whose `Date` could stay",
  },
  {
    note: "STATUS_BAD_REQUEST",
    of: /, bad_request$/,
    because: "it is about the status: the origin did not understand the request, and the client has to know",
  },
  {
    note: "STATUS_IM_A_TEAPOT",
    of: /, unknown$/,
    because: "the origin's own status, which stays; the matrix has it for a failure that fits no category",
  },
  {
    note: "STATUS_NONSTANDARD",
    of: /, aborted$/,
    because:
      "499 is for the counters (nginx has the same): the client has gone, and the answer reaches no one",
  },
  {
    note: "FIELD_DEPRECATED",
    of: /^answers(?:-with-help)?\/swift\.http/,
    field: "Content-Version",
    because:
      "`Content-Version` is what a Swift package registry has to send, and clients refuse an answer without it",
  },
  {
    note: "FIELD_DEPRECATED",
    of: /^answers(?:-with-help)?\/oci\.http/,
    field: "Warning",
    because:
      "OCI's distribution specification uses `Warning` for what people should read, and clients print it: for some refusals it is all they print",
  },
  {
    note: "BAD_DATE_SYNTAX",
    of: /^a notice in a document/,
    because:
      "Composer knows no `ETag` and sends the text of `Last-Modified` back: the mark after the date keeps a copy with another notice from being taken for fresh; no other client gets it",
  },
  {
    note: "VARY_USER_AGENT",
    of: /^a notice in a document/,
    because: "a notice is for the clients that show it, and so is that `Last-Modified`",
  },
  {
    note: "IMS_FULL",
    of: /^REDbot: a document whose URLs are replaced/,
    because:
      "a date can't tell apart copies whose URLs were replaced differently; the `ETag` can, and with it the answer is a 304",
  },
];

/** Why the complaint is excused; null if it is not. */
export function reasonFor(complaint: Complaint): Reason | null {
  return REASONS.find((reason) => isExcused(complaint, reason)) ?? null;
}

function isExcused({ id, answer, summary }: Complaint, { note, of, field = "" }: Reason): boolean {
  return id === note && (of?.test(answer) ?? true) && summary.includes(field);
}
