/** An event stream sent through the gateway's watch in Node, with a TransformStream for workerd's IdentityTransformStream. */
import type { EventStream } from "../../src/clients/shared/client.ts";
import type { Failure, Help } from "../../src/failure/failure.ts";
import { ResponseEdits } from "../../src/response/edits.ts";
import { watchEventStream } from "../../src/response/event-stream.ts";
import { CIRCUMSTANCES } from "./circumstances.ts";

Reflect.set(globalThis, "IdentityTransformStream", TransformStream);

export interface Passed {
  /** Every byte that the client got. */
  readonly bytes: Buffer;
  readonly text: string;
  /** What was added to what the origin sent. */
  readonly added: string;
  readonly counted: readonly Failure[];
}

/** How the origin's body ended: properly, or by a broken connection. */
export type BodyEnd = "closed" | "broken";

/** The stream as its client gets it. */
export async function pass(
  events: EventStream,
  chunks: readonly (string | Uint8Array)[],
  end: BodyEnd = "closed",
  help: Help | null = null,
): Promise<Passed> {
  const sent = chunks.map((chunk) => Buffer.from(chunk));
  const counted: Failure[] = [];
  const answer = new Response(bodyOf(sent, end), { headers: { "content-type": "text/event-stream" } });
  const edits = new ResponseEdits(answer);
  watchEventStream(edits, answer, events, {
    circumstances: () => CIRCUMSTANCES,
    withHelp: (failure) => ({ ...failure, help }),
    count: (failure) => counted.push(failure),
    isObserved: false,
  });
  const bytes = Buffer.from(await edits.build("POST").arrayBuffer());
  const whole = Buffer.concat(sent);
  if (!bytes.subarray(0, whole.length).equals(whole)) throw new Error("the origin's bytes were changed");
  return { bytes, text: bytes.toString(), added: bytes.subarray(whole.length).toString(), counted };
}

function bodyOf(chunks: readonly Uint8Array[], end: BodyEnd): ReadableStream {
  const waiting = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = waiting.shift();
      if (chunk !== undefined) controller.enqueue(chunk);
      else if (end === "closed") controller.close();
      else controller.error(new Error("Network connection lost."));
    },
  });
}

/** `text` in pieces of `size` bytes, wherever that splits lines and characters. */
export function inPieces(text: string, size: number): Uint8Array[] {
  const bytes = Buffer.from(text);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
  return pieces;
}
