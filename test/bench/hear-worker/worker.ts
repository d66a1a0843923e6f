/** A Worker that hears its request's body as an error answer, `calls` times. */
import { hearAnswer } from "../../../src/response/hear-answer.ts";

const worker = {
  async fetch(request) {
    const answer = {
      status: 403,
      phrase: "Forbidden",
      headers: new Headers({ "content-type": request.headers.get("content-type") ?? "" }),
      body: new Uint8Array(await request.arrayBuffer()),
      complete: true,
    };
    const calls = Number(new URL(request.url).searchParams.get("calls"));
    for (let call = 0; call < calls; call++) await hearAnswer(answer);
    return new Response(null, { status: 204 });
  },
} satisfies ExportedHandler;

// biome-ignore lint/style/noDefaultExport: what a Worker is.
export default worker;
