/**
 * A route's notice on a successful answer, in the form that the client module names.
 */
import type { NoticeForm } from "../clients/shared/client.ts";
import { decodedBody } from "../request/coding.ts";
import { rewrapped } from "./broken-body.ts";

/** What an origin says of the bytes that it sent (RFC 9110 8.4 to 8.6, RFC 9530); with a member more it is no longer so. */
const TRUE_OF_THE_BYTES = [
  "content-encoding",
  "content-length",
  "content-md5",
  "digest",
  "content-digest",
  "repr-digest",
] as const;

/** The answer with the notice on it. A JSON body is streamed on with one member more; its length is then unknown. */
export function withNotice(response: Response, form: NoticeForm): Response {
  switch (form.kind) {
    case "headers": {
      const noticed = rewrapped(response.body, response);
      for (const [name, value] of Object.entries(form.headers)) noticed.headers.append(name, value);
      return noticed;
    }
    case "json_member": {
      const body = response.body === null ? null : decodedBody(response.body, response.headers);
      if (body === null) return response;
      const noticed = rewrapped(body.pipeThrough(memberInFront(form.name, form.value)), response);
      for (const name of TRUE_OF_THE_BYTES) noticed.headers.delete(name);
      return noticed;
    }
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
