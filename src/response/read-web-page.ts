/**
 * The closer look at an answer that may be a web page instead of a package, loaded when there is one (`pages.ts`). The
 * first bytes of its content are read from a copy: an answer that turns out to be right is passed on as it came.
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
import { hearMarkup, markupOf, type PageFacts, pageFacts, readPage } from "../origins/page/index.ts";
import { beginsAsPage, isIndexPage, isSignInUrl, refreshTargetOf } from "../origins/sign-in.ts";
import type { Deadline } from "../request/deadline.ts";
import { joinBytes } from "../text/bytes.ts";
import type { Bounds, ContentReader } from "./content-reader.ts";
import { scanMarkup } from "./scan-markup.ts";
import type { Copied, Suspicion } from "./web-page.ts";

/** What is known of the request, and how the answer can be examined. */
export interface Looking {
  /** The URL that was requested from the origin. */
  readonly url: string;
  /** The host under which the origin is counted. */
  readonly originHost: string;
  /** The answer, and a copy of its content to be read; null if that can't be decoded. */
  readonly copy: (answer: Response) => Copied | null;
  /** Masks the operator's credentials if the origin repeats them. */
  readonly mask: (page: OriginAnswer) => OriginAnswer;
  readonly deadline: Deadline;
  /** Called once it has taken `WATCH_CLIENT_AFTER_MS`. */
  readonly onSlow: () => void;
}

/** `right`: it passes, as the answer given here. */
export type Looked =
  | { readonly kind: "right"; readonly answer: Response }
  | { readonly kind: "unusable"; readonly cause: Unusable; readonly heard: Heard | null };

/** Never rejects. */
export async function lookAt(suspicion: Suspicion, answer: Response, looking: Looking): Promise<Looked> {
  const { originHost } = looking;
  switch (suspicion.kind) {
    case "redirect": {
      const host = signInHostOf(suspicion.location, looking);
      if (host === null) return { kind: "right", answer };
      answer.body?.cancel().catch(() => {});
      return unusable({ instead: "sign_in", host }, answered(answer, NOTHING));
    }
    case "nothing":
      return unusable({ instead: "nothing", host: originHost }, answered(answer, NOTHING));
    case "page":
      return lookAtContent(suspicion, answer, looking);
  }
}

interface Read {
  readonly bytes: Uint8Array;
  readonly complete: boolean;
}

const NOTHING: Read = { bytes: new Uint8Array(), complete: true };

/** The host of the sign-in page that `location` leads to, or null; sign-in pages themselves redirect to one another. */
function signInHostOf(location: string, { url, originHost }: Looking): string | null {
  const target = URL.parse(location, url);
  const asked = new URL(url);
  if (target === null || !isSignInUrl(target) || isSignInUrl(asked)) return null;
  return target.host === asked.host ? originHost : target.host.slice(0, HOST_MAX_CHARACTERS);
}

type Suspected = Extract<Suspicion, { kind: "page" }>;

async function lookAtContent(suspected: Suspected, answer: Response, looking: Looking): Promise<Looked> {
  const copied = looking.copy(answer);
  if (copied === null) return { kind: "right", answer };
  const { reader, passed } = copied;
  const read = await readSuspected(suspected, reader, answer, looking);
  reader.cancel(null);
  const looked = read && (await judgeContent(suspected, looking.mask(answered(answer, read)), looking));
  if (looked === null) return { kind: "right", answer: passed };
  passed.body?.cancel().catch(() => {});
  return looked;
}

/** As much of a page as of an error; null if the content does not begin as a page. */
async function readSuspected(
  { wanted, mayBeEmpty }: Suspected,
  reader: ContentReader,
  answer: Response,
  looking: Looking,
): Promise<Read | null> {
  const beginning = await readBeginning(reader, looking);
  if (beginning.complete && beginning.bytes.length === 0) return mayBeEmpty ? null : beginning;
  const start = decodeBody(beginning.bytes, answer.headers.get("content-type") ?? "");
  if (!beginsAsPage(start, wanted === "xml") || (mayBeHtml(wanted) && isIndexPage(start))) return null;
  return beginning.complete ? beginning : readRest(beginning.bytes, reader, looking);
}

/** Whether a page may be right; one that asks to sign in is not. */
function mayBeHtml(wanted: Suspected["wanted"]): boolean {
  return wanted === "links" || wanted === "receipt";
}

async function judgeContent(
  { wanted }: Suspected,
  page: OriginAnswer,
  looking: Looking,
): Promise<Looked | null> {
  const { originHost } = looking;
  if (page.body.length === 0) return unusable({ instead: "nothing", host: originHost }, page);
  const target = refreshTargetOf(decodeBody(page.body, page.headers.get("content-type") ?? ""));
  const refreshHost = target === null ? null : signInHostOf(target, looking);
  const { facts, heard } = await readFacts(page);
  if (refreshHost !== null || facts.isSignIn) {
    const host = refreshHost ?? facts.formHost?.slice(0, HOST_MAX_CHARACTERS) ?? originHost;
    return unusable({ instead: "sign_in", host }, page);
  }
  if (mayBeHtml(wanted)) return null;
  return unusable({ instead: "page", host: originHost, product: facts.product }, page, heard);
}

async function readFacts(page: OriginAnswer): Promise<{ facts: PageFacts; heard: Heard }> {
  const source = markupOf(page);
  const events = source === null ? [] : await scanMarkup(source);
  return { facts: pageFacts(readPage(events), page.status), heard: hearMarkup(page, events) };
}

/** Up to the first character that is not blank: usually the first of all. */
async function readBeginning(reader: ContentReader, looking: Looking): Promise<Read> {
  const first = await readMore(NOTHING.bytes, reader, { maxBytes: 1, maxMs: PAGE_BEGINNING_MAX_MS }, looking);
  if (first.complete || !isBlank(first.bytes)) return first;
  const bounds = { maxBytes: PAGE_BEGINNING_MAX_BYTES, maxMs: PAGE_BEGINNING_MAX_MS };
  return readMore(first.bytes, reader, bounds, looking);
}

async function readRest(first: Uint8Array, reader: ContentReader, looking: Looking): Promise<Read> {
  const bounds = { maxBytes: ERROR_BODY_MAX_BYTES, maxMs: ERROR_BODY_MAX_MS };
  const { bytes, complete } = await readMore(first, reader, bounds, looking);
  const isWhole = complete && bytes.length <= ERROR_BODY_MAX_BYTES;
  return { bytes: bytes.subarray(0, ERROR_BODY_MAX_BYTES), complete: isWhole };
}

async function readMore(
  first: Uint8Array,
  reader: ContentReader,
  bounds: Bounds,
  { deadline, onSlow }: Looking,
): Promise<Read> {
  const { bytes, end } = await reader.begin(bounds, deadline, onSlow);
  return { bytes: joinBytes([first, bytes]), complete: end === "whole" };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** Without the phrase: that of a success is not a reason. */
function answered({ status, headers }: Response, read: Read): OriginAnswer {
  return { status, phrase: "", headers, body: read.bytes, complete: read.complete };
}

type Place = Pick<Unusable, "instead" | "host"> & Partial<Pick<Unusable, "product">>;

function unusable(
  { instead, host, product = null }: Place,
  answer: OriginAnswer,
  heard: Heard | null = null,
): Looked {
  return { kind: "unusable", cause: { kind: "unusable", instead, host, product, answer }, heard };
}
