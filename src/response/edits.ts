/**
 * What the steps of the pipeline want to change in one answer, and the one place that builds a Response from it.
 *
 * A step contributes edits and knows nothing of their consequences: which fields are no longer true once the bytes have
 * changed is known here only. If no step wants anything, the very object that fetch returned is passed on.
 */
import type { ByteTransform } from "./byte-transform.ts";
import type { ByteSource } from "./content-reader.ts";
import { OF_THE_BYTES } from "./field-names.ts";
import { ReadContent } from "./read-content.ts";

/** What an answer is built on: the origin's, or what is left of it once its body has been read. */
export type BaseAnswer = Pick<Response, "status" | "statusText" | "headers" | "body">;

/** One field of the head; a later edit wins over an earlier one. */
type FieldEdit =
  | { readonly kind: "set" | "append"; readonly name: string; readonly value: string }
  | { readonly kind: "delete"; readonly name: string };

/**
 * What happens to the content. `read`: decoded or changed on its way; `watched`: the same bytes; `extended`: the same,
 * perhaps with more at the end.
 */
type Content =
  | { readonly kind: "as_it_came" }
  | { readonly kind: "read"; readonly content: ReadContent }
  | { readonly kind: "changed"; readonly body: ReadableStream | Uint8Array | null }
  | { readonly kind: "watched" | "extended"; readonly body: ReadableStream }
  | { readonly kind: "replaced"; readonly body: string | Uint8Array; readonly bytes: number };

export class ResponseEdits {
  readonly #base: BaseAnswer;
  #isEdited = false;
  #status: { readonly code: number; readonly phrase: string } | null = null;
  #content: Content = { kind: "as_it_came" };
  #coding: "gzip" | "identity" | null = null;
  readonly #fields: FieldEdit[] = [];
  readonly #vary: string[] = [];
  #rewriteText: ((text: string) => string) | null = null;

  constructor(base: BaseAnswer) {
    this.#base = base;
  }

  setStatus(code: number, phrase: string): void {
    this.#isEdited = true;
    this.#status = { code, phrase };
  }

  setHeader(name: string, value: string): void {
    this.#isEdited = true;
    this.#fields.push({ kind: "set", name, value });
  }

  /** One more line of a field that may have several (RFC 9110 5.3). */
  appendHeader(name: string, value: string): void {
    this.#isEdited = true;
    this.#fields.push({ kind: "append", name, value });
  }

  deleteHeader(name: string): void {
    this.#isEdited = true;
    this.#fields.push({ kind: "delete", name });
  }

  /** Applies `rewrite` to every value of the head, and to the phrase, at the very end. */
  rewriteHead(rewrite: (text: string) => string): void {
    this.#isEdited = true;
    this.#rewriteText = rewrite;
  }

  /** Adds a request field to `Vary` (RFC 9110 12.5.5) unless the answer has it already. */
  varyBy(field: string): void {
    this.#vary.push(field);
    if (!varies(this.#base.headers, field)) this.#isEdited = true;
  }

  /** The content is read here, decoded; only the first call counts, since a body can be read only once. */
  readContent(source: () => ByteSource | null, isCoded: boolean): void {
    if (this.#content.kind !== "as_it_came") return;
    this.#isEdited = true;
    const content = source();
    this.#content =
      content === null
        ? { kind: "changed", body: null }
        : { kind: "read", content: new ReadContent(content, isCoded, lengthHint(this.#base.headers)) };
  }

  /** Transforms the content that is read; an answer without content stays without. */
  changeContent(transform: ByteTransform): void {
    if (this.#content.kind === "read") this.#content.content.change(transform);
  }

  /** The content as it comes, with something appended if it breaks off. */
  extendContent(extend: (content: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>): void {
    const content = this.#stream();
    if (content === null) return;
    this.#isEdited = true;
    this.#content = { kind: "extended", body: extend(content) };
  }

  /** The content as it comes, observed on its way. */
  watchContent(watch: (content: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>): void {
    const content = this.#stream();
    if (content === null) return;
    this.#isEdited = true;
    this.#content = { kind: "watched", body: watch(content) };
  }

  /** Our own text instead of the origin's; `bytes` is its length, also for HEAD, where nothing is sent. */
  replaceContent(body: string | Uint8Array, bytes: number): void {
    this.#isEdited = true;
    this.#content = { kind: "replaced", body, bytes };
  }

  /** Sends the content in another coding than it came in; the platform does gzip as it sends. */
  recode(coding: "gzip" | "identity"): void {
    this.#isEdited = true;
    this.#coding = coding;
    this.varyBy("accept-encoding");
  }

  /** Whether it is sent without the coding it came in. */
  get isDecoded(): boolean {
    return this.#coding === "identity";
  }

  /** The content that a step reads, its beginning to be read before `build`; null if no step does. */
  get read(): ReadContent | null {
    return this.#content.kind === "read" ? this.#content.content : null;
  }

  /** The result for the content that was read; null leaves it out. */
  settleContent(body: Uint8Array | ReadableStream | null): void {
    this.#content = { kind: "changed", body };
  }

  /** Whether any step wants anything. */
  get isEdited(): boolean {
    return this.#isEdited;
  }

  /** The answer with all edits; to be called once, since a body can be sent only once. */
  build(method: string): Response {
    const base = this.#base;
    if (!this.#isEdited && base instanceof Response) return base;
    const rewrite = this.#rewriteText ?? unchanged;
    const response = new Response(method === "HEAD" ? null : this.#body(), {
      status: this.#status?.code ?? base.status,
      statusText: rewrite(this.#status?.phrase ?? cleanPhrase(base.statusText)),
      // Copied in one go by the platform and then edited: half the work of adding one by one (measured).
      headers: base.headers,
    });
    const { headers } = response;
    for (const edit of this.#fields) applyField(headers, edit);
    if (this.#coding !== null) applyCoding(headers, this.#coding);
    applyContent(headers, this.#content);
    for (const field of this.#vary) if (!varies(headers, field)) headers.append("vary", field);
    if (this.#rewriteText !== null)
      for (const [name, value] of [...headers]) headers.set(name, this.#rewriteText(value));
    return response;
  }

  #body(): ReadableStream | Uint8Array | string | null {
    switch (this.#content.kind) {
      case "as_it_came":
        return this.#base.body;
      case "read":
        return this.#content.content.stream();
      default:
        return this.#content.body;
    }
  }

  #stream(): ReadableStream<Uint8Array> | null {
    const body = this.#body();
    return body === null || body instanceof ReadableStream ? body : new Response(body).body;
  }
}

function unchanged(text: string): string {
  return text;
}

/** The length of the content as it came, however it is framed: only a hint, null if there is none. */
function lengthHint(headers: Headers): number | null {
  return Number(headers.get("content-length")) || null;
}

function applyField(headers: Headers, edit: FieldEdit): void {
  switch (edit.kind) {
    case "set":
      headers.set(edit.name, edit.value);
      return;
    case "append":
      headers.append(edit.name, edit.value);
      return;
    case "delete":
      headers.delete(edit.name);
  }
}

function applyCoding(headers: Headers, coding: "gzip" | "identity"): void {
  if (coding === "identity") headers.delete("content-encoding");
  else headers.set("content-encoding", coding);
  dropOfTheBytes(headers);
}

function applyContent(headers: Headers, content: Content): void {
  switch (content.kind) {
    case "as_it_came":
    case "watched":
      return;
    case "replaced":
      headers.set("content-length", String(content.bytes));
      return;
    case "read":
    case "changed":
    case "extended":
      dropOfTheBytes(headers);
      if (
        content.kind === "changed" &&
        content.body instanceof Uint8Array &&
        !headers.has("content-encoding")
      )
        headers.set("content-length", String(content.body.length));
  }
}

/** Drops what is true of the origin's bytes only; its entity tag still identifies the resource (RFC 9110 8.8.1). */
function dropOfTheBytes(headers: Headers): void {
  for (const name of [...headers.keys()]) if (OF_THE_BYTES.has(name)) headers.delete(name);
  const tag = headers.get("etag");
  if (tag?.startsWith('"')) headers.set("etag", `W/${tag}`);
}

function varies(headers: Headers, field: string): boolean {
  const names = (headers.get("vary") ?? "").toLowerCase().split(",");
  return names.some((name) => name.trim() === field || name.trim() === "*");
}

/** The origin's phrase as a new answer may have it: a tab is allowed (RFC 9112 4), but the platform refuses it. */
export function cleanPhrase(phrase: string): string {
  return phrase.replace(CONTROLS, " ");
}

const CONTROLS = /[^\x20-\x7e\x80-\xff]/g;
