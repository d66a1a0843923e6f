/**
 * Replaces the origins' URLs in a document's bytes, part by part. Pure.
 */
import { BEGINNING_MAX_BYTES } from "../limits.ts";
import type { ByteTransform } from "../response/byte-transform.ts";
import { joinBytes } from "../text/bytes.ts";
import { LEAD_BYTES } from "./host-needle.ts";
import type { Haystack, NeedleSearch } from "./needle.ts";
import { isSealed } from "./sealed.ts";

const NOTHING = new Uint8Array();

/**
 * One body as it streams. It holds back what can't be decided yet: the beginning, by which signed content is recognised,
 * and then at most the reach of a needle and the lead of a URL, however large the body is.
 */
export class BodyRewriter implements ByteTransform {
  readonly #search: NeedleSearch;
  #held: Uint8Array = NOTHING;
  /** The last byte that was passed on; -1 at the beginning. */
  #before = -1;
  /** Whether the content passes as it came; null until enough of it has arrived to decide. */
  #isSealed: boolean | null = null;

  constructor(search: NeedleSearch) {
    this.#search = search;
  }

  get heldBytes(): number {
    return this.#held.length;
  }

  push(part: Uint8Array): Uint8Array {
    return this.#decide(joinBytes([this.#held, part]), false);
  }

  end(last: Uint8Array): Uint8Array {
    return this.#decide(joinBytes([this.#held, last]), true);
  }

  #decide(bytes: Uint8Array, isEnd: boolean): Uint8Array {
    if (this.#isSealed === null && (isEnd || bytes.length >= BEGINNING_MAX_BYTES))
      this.#isSealed = isSealed(bytes);
    if (this.#isSealed !== false) return this.#passUnlessUnknown(bytes);
    const hay: Haystack = { bytes, before: this.#before, isEnd };
    const until = isEnd ? bytes.length : bytes.length - this.#search.reach + 1;
    const out: Uint8Array[] = [];
    let done = 0;
    for (;;) {
      const found = this.#search.next(hay, done, until);
      if (found === null) break;
      out.push(bytes.subarray(done, found.start), found.replacement);
      done = found.end;
    }
    const keepFrom = isEnd ? bytes.length : Math.max(done, until - LEAD_BYTES, 0);
    out.push(bytes.subarray(done, keepFrom));
    // A copy: the part's buffer is reused.
    this.#held = bytes.slice(keepFrom);
    this.#before = keepFrom === 0 ? this.#before : (bytes[keepFrom - 1] ?? -1);
    return joinBytes(out);
  }

  #passUnlessUnknown(bytes: Uint8Array): Uint8Array {
    this.#held = this.#isSealed === null ? bytes.slice() : NOTHING;
    return this.#isSealed === null ? NOTHING : bytes;
  }
}
