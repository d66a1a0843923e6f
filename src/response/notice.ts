/**
 * A route's notice on a successful answer, in the form that the client module names.
 */
import type { NoticeForm } from "../clients/shared/client.ts";
import { joinBytes } from "../text/bytes.ts";
import type { ByteTransform } from "./byte-transform.ts";
import { decodingOf, isChangeable, makeReadable } from "./coding.ts";
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/** Adds the notice to the answer. A JSON body gets one more member. */
export function addNotice(edits: ResponseEdits, answer: BaseAnswer, form: NoticeForm): void {
  switch (form.kind) {
    case "headers":
      for (const [name, value] of Object.entries(form.headers)) edits.appendHeader(name, value);
      break;
    case "json_member":
      if (answer.body === null || !isChangeable(answer)) return;
      if (!makeReadable(edits, answer, decodingOf(answer.headers))) return;
      edits.changeContent(memberInFront(form.name, form.value));
  }
  // The module recognises clients that show it by that field.
  edits.varyBy("user-agent");
}

const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const COMMA = new Uint8Array([0x2c]);
const NOTHING = new Uint8Array();
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Puts a member in front of the others of a JSON object as it streams. Anything but an object passes unchanged. In
 * front, because parsers keep the last of two members of the same name: a notice of the origin's own wins.
 */
export function memberInFront(name: string, value: unknown): ByteTransform {
  const member = new TextEncoder().encode(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  let state: "before" | "inside" | "done" = "before";
  const push = (part: Uint8Array): Uint8Array => {
    for (let at = 0; state !== "done" && at < part.length; at += 1) {
      const byte = part[at] ?? 0;
      if (WHITE_SPACE.has(byte)) continue;
      if (state === "before") {
        state = byte === BRACE ? "inside" : "done";
        continue;
      }
      state = "done";
      const comma = byte === CLOSING_BRACE ? NOTHING : COMMA;
      return joinBytes([part.subarray(0, at), member, comma, part.subarray(at)]);
    }
    return part;
  };
  return { push, end: push };
}
