import { describe, expect, test } from "vitest";
import { ask } from "./client.ts";
import { IS_OBSERVED } from "./gateway.ts";
import { serveGateway } from "./serve.ts";
import { askOf, expectReferenceShown, expectSpoken, METHODS } from "./spoken-answer.ts";

/** A second Worker, which echoes the request or fails as the path says. */
const SCRIPT = `export default { async fetch(request) {
  const url = new URL(request.url);
  const name = url.pathname.split("/").pop();
  const told = JSON.stringify({ url: request.url, method: request.method, headers: [...request.headers], body: await request.text(), cf: request.cf ?? null });
  switch (name) {
    case "refused": return new Response('{"message":"Package left-pad is blocked."}', { status: 403, headers: { "content-type": "application/json" } });
    case "throws": throw new Error("a secret of the other worker");
    case "silent": return new Promise((resolve) => setTimeout(resolve, 5_000));
    case "moved": return Response.redirect("https://other.example/target", 302);
    case "stream": return new Response(new Blob(["streamed"]).stream());
    case "null": return new Response(null, { status: 204 });
    default: return new Response(told, { headers: { "x-answered-by": "service" } });
  }
} };`;

const gateway = serveGateway(
  () => {
    const base = { format: "generic", timeout_ms: 1_500 };
    return [
      { ...base, path: "/s/*", origin: "service:OTHER_WORKER/base" },
      { ...base, path: "/bare/*", origin: "service:OTHER_WORKER" },
    ];
  },
  { services: { OTHER_WORKER: SCRIPT } },
);

interface Told {
  url: string;
  method: string;
  headers: [string, string][];
  body: string;
  cf: object | null;
}

async function told(target: string, options = {}): Promise<Told> {
  return JSON.parse((await ask(gateway.port(), target, options)).text);
}

describe("a bound Worker as origin", () => {
  test("gets the path below its base, with method, body and headers", async () => {
    const seen = await told("/s/a%2fb?c=d", {
      method: "PUT",
      body: "upload",
      headers: { "X-A": "b", "X-Real-IP": "1.2.3.4" },
    });
    expect([seen.url, seen.method, seen.body]).toEqual([
      "https://other-worker/base/a%2fb?c=d",
      "PUT",
      "upload",
    ]);
    const headers = new Map(seen.headers);
    expect([headers.get("x-a"), headers.get("x-real-ip"), headers.get("x-forwarded-proto")]).toEqual([
      "b",
      undefined,
      "http",
    ]);
  });

  test("gets the edge's `request.cf`, as it would without a gateway", async () => {
    const seen: Told = JSON.parse((await ask(gateway.entryPort, "/s/a")).text);
    expect(seen.cf).toMatchObject({ clientAcceptEncoding: "" });
  });

  test("without a base gets the path itself", async () => {
    expect((await told("/bare/a")).url).toBe("https://other-worker/a");
  });

  test("gets nothing outside its base", async () => {
    expect((await ask(gateway.port(), "/s/..%2fsecret")).status).toBe(400);
  });

  test("answers with a stream, without a body, and with redirects that are not followed", async () => {
    expect(await ask(gateway.port(), "/s/stream")).toMatchObject({
      status: 200,
      text: "streamed",
      complete: true,
    });
    expect(await ask(gateway.port(), "/s/null")).toMatchObject({ status: 204, complete: true });
    const moved = await ask(gateway.port(), "/s/moved");
    expect([moved.status, moved.header("location")]).toEqual([302, "https://other.example/target"]);
  });

  test.skipIf(IS_OBSERVED).each(METHODS)("that refuses is spoken: %s", async (method) => {
    const answer = await ask(gateway.port(), "/s/refused", askOf(method));
    const logged = { origin_host: "service:OTHER_WORKER", method };
    await expectSpoken(gateway, answer, { status: 403, category: "forbidden", logged });
    if (method !== "HEAD") expect(answer.phrase).toBe("Package left-pad is blocked.");
  });

  test.skipIf(IS_OBSERVED).each(METHODS)(
    "that throws is 502, and its message is not shown: %s",
    async (method) => {
      const answer = await ask(gateway.port(), "/s/throws", askOf(method));
      await expectSpoken(gateway, answer, { status: 502, category: "unreachable" });
      expectReferenceShown(answer);
      expect(answer.bytes.toString("latin1")).not.toContain("secret");
    },
  );

  test.each(METHODS)("that does not answer is 504: %s", async (method) => {
    const answer = await ask(gateway.port(), "/s/silent", askOf(method));
    await expectSpoken(gateway, answer, { status: 504, category: "timeout" });
  });
});
