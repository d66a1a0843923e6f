/** Content that is decoded here with workerd's streams, since the platform does not do it by itself. */
import { deflateSync, gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { decodedContent, decodingOf } from "../../src/response/coding.ts";
import { type ByteSource, ContentReader } from "../../src/response/content-reader.ts";

const TEXT = "content ".repeat(200);

/** The content of an answer in that coding, decoded. */
function sourceOf(coding: string, body: BodyInit): ByteSource {
  const answer = new Response(body, { headers: { "content-encoding": coding }, encodeBody: "manual" });
  const source = decodedContent(answer, decodingOf(answer.headers));
  if (source === null) throw new Error(`nothing is read of ${coding}`);
  return source;
}

async function textOf(source: ByteSource): Promise<string> {
  const reader = new ContentReader(source, null);
  const decoder = new TextDecoder();
  let text = "";
  for (let part = await reader.next(); part !== null; part = await reader.next())
    text += decoder.decode(part, { stream: true });
  return text;
}

it.each([
  ["GZIP", gzipSync(TEXT)],
  ["x-gzip", gzipSync(TEXT)],
  ["deflate", deflateSync(TEXT)],
  ["identity", TEXT],
] as const)("%s", async (coding, body) => {
  expect(await textOf(sourceOf(coding, typeof body === "string" ? body : new Uint8Array(body)))).toBe(TEXT);
});

it.each([
  ["that is not in its coding", new TextEncoder().encode("no gzip at all")],
  ["that breaks off", new Uint8Array(gzipSync(TEXT)).slice(0, 20)],
])("a body %s fails", async (_title, body) => {
  await expect(textOf(sourceOf("x-gzip", body))).rejects.toThrow();
});

it.each(["x-gzip", "identity"])("cancelling the content cancels the body: %s", async (coding) => {
  const cancelled: unknown[] = [];
  const body = new ReadableStream({ type: "bytes", cancel: (reason) => void cancelled.push(reason) });
  await sourceOf(coding, body).cancel("enough");
  expect(cancelled).toEqual(["enough"]);
});
