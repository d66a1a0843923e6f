/**
 * Validators of rewritten documents. They end with the mark of the URL map, so that a copy that was rewritten
 * differently, or not at all, is never taken for fresh. Pure.
 */

/** Follows the mark of a tag that was strong, so that the origin's own, strong tag can be restored. */
const WAS_STRONG = "s";

/** The origin's entity tag as the client gets it; weak, since the bytes differ (RFC 9110 8.8.1). */
export function markEntityTag(tag: string, mark: string): string {
  if (!tag.endsWith('"')) return `${tag}-${mark}`;
  const marked = `${tag.slice(0, -1)}-${mark}`;
  return tag.startsWith('"') ? `W/${marked}${WAS_STRONG}"` : `${marked}"`;
}

/** `If-None-Match` for the origin: its own tags, from those with the mark; null if there are none. */
export function unmarkIfNoneMatch(value: string, mark: string): string | null {
  const tags = tagsOf(value).map((tag) => (tag === "*" ? tag : unmark(tag, mark)));
  return tags.filter((tag) => tag !== null).join(", ") || null;
}

/** `If-Match` for the origin. Tags without the mark stay, since the condition would be lost without them. */
export function unmarkIfMatch(value: string, mark: string): string {
  return tagsOf(value)
    .map((tag) => unmark(tag, mark) ?? tag)
    .join(", ");
}

/** RFC 9110 8.8.3, and tags without quotes, which some origins send. */
function tagsOf(value: string): string[] {
  return value.match(/(?:W\/)?"[^"]*"|[^\s,"]+/g) ?? [];
}

function unmark(tag: string, mark: string): string | null {
  const strong = `-${mark}${WAS_STRONG}"`;
  if (tag.startsWith('W/"') && tag.endsWith(strong)) return `${tag.slice(2, -strong.length)}"`;
  const quote = tag.endsWith('"') ? '"' : "";
  const end = `-${mark}${quote}`;
  return tag.endsWith(end) ? tag.slice(0, -end.length) + quote : null;
}

/**
 * `Last-Modified` for clients that send its text back unchanged. Date parsers ignore a parameter after the date, such
 * as the `; length=` of early browsers.
 */
export function markLastModified(date: string, mark: string): string {
  return `${date}; mapping=${mark}`;
}

/** `If-Modified-Since` for the origin; null if it has no mark. */
export function unmarkIfModifiedSince(value: string, mark: string): string | null {
  const end = `; mapping=${mark}`;
  return value.endsWith(end) ? value.slice(0, -end.length) : null;
}
