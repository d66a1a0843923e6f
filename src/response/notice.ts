/**
 * A route's notice on a successful answer, in the form that the client module names.
 */
import type { NoticeForm } from "../clients/shared/client.ts";
import { makeReadable } from "./coding.ts";
import type { BaseAnswer, ResponseEdits } from "./edits.ts";

/** Puts the notice on the answer. A JSON body is streamed on with one member more; its length is then unknown. */
export function addNotice(edits: ResponseEdits, answer: BaseAnswer, form: NoticeForm): void {
  switch (form.kind) {
    case "headers":
      for (const [name, value] of Object.entries(form.headers)) edits.appendHeader(name, value);
      return;
    case "json_member":
      if (answer.body !== null && makeReadable(edits, answer))
        edits.transformContent((content) => content.pipeThrough(memberInFront(form.name, form.value)));
  }
}

const BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
const WHITE_SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/**
 * Puts a member in front of the others of a JSON object on its way. What is no object passes unchanged. In front,
 * because parsers keep the last of two members of one name: a notice of the origin's own wins.
 */
export function memberInFront(name: string, value: unknown): TransformStream<Uint8Array, Uint8Array> {
  const member = new TextEncoder().encode(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  let state: "before" | "inside" | "done" = "before";
  return new TransformStream({
    transform(chunk, controller) {
      let at = 0;
      while (state !== "done" && at < chunk.length) {
        const byte = chunk[at] ?? 0;
        at += 1;
        if (WHITE_SPACE.has(byte)) continue;
        if (state === "before") {
          state = byte === BRACE ? "inside" : "done";
          continue;
        }
        state = "done";
        controller.enqueue(chunk.slice(0, at - 1));
        controller.enqueue(member);
        if (byte !== CLOSING_BRACE) controller.enqueue(new Uint8Array([0x2c]));
        controller.enqueue(chunk.slice(at - 1));
        return;
      }
      controller.enqueue(chunk);
    },
  });
}
