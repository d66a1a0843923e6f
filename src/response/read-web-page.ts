/**
 * The closer look at an answer that may be a web page in the place of a package, loaded when there is one (`pages.ts`). Of
 * its content the first bytes are read, from a copy: what turns out to be right goes on as it came.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import type { Heard } from "../failure/heard.ts";
import type { Unusable } from "../failure/unusable.ts";
import {
  ERROR_BODY_MAX_BYTES,
  ERROR_BODY_MAX_MS,
  HOST_MAX_CHARACTERS,
  PAGE_BEGINNING_MAX_BYTES,
  PAGE_BEGINNING_MAX_MS,
} from "../limits.ts";
import { decodeBody } from "../origins/charset.ts";
import { beginsAsPage, isIndexPage, isSignInPage, isSignInUrl } from "../origins/sign-in.ts";
import type { Deadline } from "../request/deadline.ts";
import { joinBytes } from "../text/bytes.ts";
import type { Bounds, ContentReader } from "./content-reader.ts";
import type { Copied, Suspicion } from "./web-page.ts";

/** What is asked, and how long and where it is looked at. */
export interface Looking {
  /** The URL that the origin was asked for. */
  readonly url: string;
  /** The host that the origin is counted under. */
  readonly originHost: string;
  /** The answer, and a copy of its content to be read; null where that can't be decoded. */
  readonly copy: (answer: Response) => Copied | null;
  /** What a page says. */
  readonly hear: (page: OriginAnswer) => Heard | Promise<Heard>;
  readonly deadline: Deadline;
  /** Called when it takes longer than a blink. */
  readonly onSlow: () => void;
}

/** `right`: it passes, as the answer given here. */
export type Looked =
  | { readonly kind: "right"; readonly answer: Response }
  | { readonly kind: "unusable"; readonly cause: Unusable; readonly heard: Heard | null };

/** Never rejects. */
export async function lookAt(suspicion: Suspicion, answer: Response, looking: Looking): Promise<Looked> {
  switch (suspicion.kind) {
    case "redirect":
      return lookAtRedirect(suspicion.location, answer, looking);
    case "nothing":
      return unusable("nothing", looking.originHost, answered(answer, NOTHING));
    case "page":
      return lookAtContent(suspicion, answer, looking);
  }
}

const NOTHING = { bytes: new Uint8Array(), complete: true };

function lookAtRedirect(location: string, answer: Response, { url, originHost }: Looking): Looked {
  const target = URL.canParse(location, url) ? new URL(location, url) : null;
  const asked = new URL(url);
  // Who asks for a sign-in page is sent from one to the next.
  if (target === null || !isSignInUrl(target) || isSignInUrl(asked)) return { kind: "right", answer };
  answer.body?.cancel().catch(() => {});
  const host = target.host === asked.host ? originHost : target.host.slice(0, HOST_MAX_CHARACTERS);
  return unusable("sign_in", host, answered(answer, NOTHING));
}

async function lookAtContent(suspected: Suspected, answer: Response, looking: Looking): Promise<Looked> {
  const copied = looking.copy(answer);
  if (copied === null) return { kind: "right", answer };
  const { reader, passed } = copied;
  const found = await findPage(suspected, reader, answer, looking);
  reader.cancel(null);
  if (found === null) return { kind: "right", answer: passed };
  passed.body?.cancel().catch(() => {});
  const page = answered(answer, found.read);
  const heard = found.instead === "page" ? await looking.hear(page) : null;
  return unusable(found.instead, looking.originHost, page, heard);
}

type Suspected = Extract<Suspicion, { kind: "page" }>;

interface Read {
  readonly bytes: Uint8Array;
  readonly complete: boolean;
}

interface Found {
  readonly instead: Unusable["instead"];
  readonly read: Read;
}

/** Null: nothing that speaks against it. */
async function findPage(
  { wanted, mayBeEmpty }: Suspected,
  reader: ContentReader,
  answer: Response,
  looking: Looking,
): Promise<Found | null> {
  const type = answer.headers.get("content-type") ?? "";
  const beginning = await readBeginning(reader, looking);
  if (beginning.complete && beginning.bytes.length === 0 && !mayBeEmpty)
    return { instead: "nothing", read: beginning };
  const start = decodeBody(beginning.bytes, type);
  const mayBeHtml = wanted === "links" || wanted === "receipt";
  if (!beginsAsPage(start, wanted === "xml") || (mayBeHtml && isIndexPage(start))) return null;
  const read = beginning.complete ? beginning : await readPage(beginning.bytes, reader, looking);
  const asksToSignIn = isSignInPage(decodeBody(read.bytes, type), looking.url);
  if (asksToSignIn) return { instead: "sign_in", read };
  return mayBeHtml ? null : { instead: "page", read };
}

/** Up to the first sign that is no blank: most often what comes first. */
async function readBeginning(reader: ContentReader, looking: Looking): Promise<Read> {
  const first = await readMore(NOTHING.bytes, reader, { maxBytes: 1, maxMs: PAGE_BEGINNING_MAX_MS }, looking);
  if (first.complete || !isBlank(first.bytes)) return first;
  const bounds = { maxBytes: PAGE_BEGINNING_MAX_BYTES, maxMs: PAGE_BEGINNING_MAX_MS };
  return readMore(first.bytes, reader, bounds, looking);
}

/** As much as of an error. */
async function readPage(first: Uint8Array, reader: ContentReader, looking: Looking): Promise<Read> {
  const maxBytes = ERROR_BODY_MAX_BYTES - first.length;
  if (maxBytes <= 0) return { bytes: first.subarray(0, ERROR_BODY_MAX_BYTES), complete: false };
  const { bytes, complete } = await readMore(first, reader, { maxBytes, maxMs: ERROR_BODY_MAX_MS }, looking);
  return {
    bytes: bytes.subarray(0, ERROR_BODY_MAX_BYTES),
    complete: complete && bytes.length <= ERROR_BODY_MAX_BYTES,
  };
}

async function readMore(
  first: Uint8Array,
  reader: ContentReader,
  bounds: Bounds,
  { deadline, onSlow }: Looking,
): Promise<Read> {
  const { bytes, end } = await reader.begin(bounds, deadline, onSlow);
  return { bytes: first.length === 0 ? bytes : joinBytes([first, bytes]), complete: end === "whole" };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** The phrase of a success is no reason. */
function answered({ status, headers }: Response, read: Read): OriginAnswer {
  return { status, phrase: "", headers, body: read.bytes, complete: read.complete };
}

function unusable(
  instead: Unusable["instead"],
  host: string,
  answer: OriginAnswer,
  heard: Heard | null = null,
): Looked {
  return { kind: "unusable", cause: { kind: "unusable", instead, host, answer }, heard };
}
