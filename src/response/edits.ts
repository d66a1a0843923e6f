/**
 * What the steps of the pipeline want of one answer, and the one place where a Response is built of it.
 *
 * A step contributes edits and knows nothing of their consequences: which fields are no longer true once the bytes have
 * changed is known here only. Where no step wants anything, the very object that fetch gave goes on.
 */
import { OF_THE_BYTES, OF_THE_CODING } from "./field-names.ts";

/** What an answer is built on: the origin's, or what is left of it once its body has been read. */
export type BaseAnswer = Pick<Response, "status" | "statusText" | "headers" | "body">;

/** One field of the head; a later edit wins over an earlier one. */
type FieldEdit =
  | { readonly kind: "set" | "append"; readonly name: string; readonly value: string }
  | { readonly kind: "delete"; readonly name: string };

/** What becomes of the content. `extended`: the same bytes, perhaps with more behind them. */
type Content =
  | { readonly kind: "as_it_came" }
  | { readonly kind: "changed"; readonly body: ReadableStream | Uint8Array | null }
  | { readonly kind: "extended"; readonly body: ReadableStream }
  | { readonly kind: "replaced"; readonly body: string | Uint8Array; readonly bytes: number };

export class ResponseEdits {
  readonly #base: BaseAnswer;
  #isEdited = false;
  #status: { readonly code: number; readonly phrase: string } | null = null;
  #content: Content = { kind: "as_it_came" };
  #coding: "gzip" | "identity" | null = null;
  readonly #fields: FieldEdit[] = [];
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

  /** Every value of the head, and the phrase, through this at the very end. */
  rewriteHead(rewrite: (text: string) => string): void {
    this.#isEdited = true;
    this.#rewriteText = rewrite;
  }

  /** Other content for the same resource, as a whole or on its way. */
  changeContent(body: Uint8Array | ReadableStream | null): void {
    this.#isEdited = true;
    this.#content = { kind: "changed", body };
  }

  /** Other content, made of the answer's as it is sent; an answer without content stays without. */
  transformContent(transform: (content: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>): void {
    const content = this.#stream();
    if (content === null) return;
    this.#isEdited = true;
    this.#content = { kind: "changed", body: transform(content) };
  }

  /** The content as it comes, with something at its end where it breaks off. */
  extendContent(extend: (content: ReadableStream<Uint8Array>) => ReadableStream<Uint8Array>): void {
    const content = this.#stream();
    if (content === null) return;
    this.#isEdited = true;
    this.#content = { kind: "extended", body: extend(content) };
  }

  /** Words of our own for the origin's, `bytes` long also where the method is HEAD and nothing is sent. */
  replaceContent(body: string | Uint8Array, bytes: number): void {
    this.#isEdited = true;
    this.#content = { kind: "replaced", body, bytes };
  }

  /**
   * Sends the content in another coding than it came in. The platform decodes what goes out under a header that no
   * longer names the coding, and encodes as it sends; its own streams would run far ahead of a slow client (measured).
   */
  recode(coding: "gzip" | "identity"): void {
    this.#isEdited = true;
    this.#coding = coding;
  }

  /** Whether a step has chosen the coding already. */
  get isRecoded(): boolean {
    return this.#coding !== null;
  }

  /** Whether any step wants anything. */
  get isEdited(): boolean {
    return this.#isEdited;
  }

  /** The answer with all edits; to be called once, since a body can be sent once. */
  build(method: string): Response {
    const base = this.#base;
    if (!this.#isEdited && base instanceof Response) return base;
    const rewrite = this.#rewriteText ?? unchanged;
    const response = new Response(method === "HEAD" ? null : this.#body(), {
      status: this.#status?.code ?? base.status,
      statusText: rewrite(this.#status?.phrase ?? cleanPhrase(base.statusText)),
      // Copied at once by the platform and then edited: half the work of adding one by one (measured).
      headers: base.headers,
    });
    const { headers } = response;
    for (const edit of this.#fields) applyField(headers, edit);
    if (this.#coding !== null) applyCoding(headers, this.#coding);
    applyContent(headers, this.#content);
    if (this.#rewriteText !== null)
      for (const [name, value] of [...headers]) headers.set(name, this.#rewriteText(value));
    return response;
  }

  #body(): ReadableStream | Uint8Array | string | null {
    return this.#content.kind === "as_it_came" ? this.#base.body : this.#content.body;
  }

  #stream(): ReadableStream<Uint8Array> | null {
    const body = this.#body();
    return body === null || body instanceof ReadableStream ? body : new Response(body).body;
  }
}

function unchanged(text: string): string {
  return text;
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
  for (const name of OF_THE_CODING) headers.delete(name);
  if (!/accept-encoding|\*/i.test(headers.get("vary") ?? "")) headers.append("vary", "accept-encoding");
}

function applyContent(headers: Headers, content: Content): void {
  switch (content.kind) {
    case "as_it_came":
      return;
    case "replaced":
      headers.set("content-length", String(content.bytes));
      return;
    case "changed":
    case "extended":
      for (const name of [...headers.keys()]) if (OF_THE_BYTES.has(name)) headers.delete(name);
      if (content.body instanceof Uint8Array && !headers.has("content-encoding"))
        headers.set("content-length", String(content.body.length));
  }
}

/** The origin's phrase as a new answer may have it: a tab is right in one (RFC 9112 4), but the platform refuses it. */
function cleanPhrase(phrase: string): string {
  return phrase.replace(CONTROLS, " ");
}

const CONTROLS = /[^\x20-\x7e\x80-\xff]/g;
