/**
 * Validators of rewritten documents: they name the mapping too, so that a copy that was rewritten otherwise, or not at
 * all, is never taken for fresh. Pure.
 */

/** The origin's entity tag as the client gets it. */
export function markEntityTag(tag: string, mark: string): string {
  return tag.endsWith('"') ? `${tag.slice(0, -1)}-${mark}"` : `${tag}-${mark}`;
}

/** `If-None-Match` as the origin gets it: its own tags that bear the mark; null where there are none. */
export function unmarkIfNoneMatch(value: string, mark: string): string | null {
  const tags = tagsOf(value).map((tag) => (tag === "*" ? tag : unmark(tag, mark)));
  return tags.filter((tag) => tag !== null).join(", ") || null;
}

/** `If-Match` as the origin gets it. Tags without the mark stay: without them the condition would be gone. */
export function unmarkIfMatch(value: string, mark: string): string {
  return tagsOf(value)
    .map((tag) => unmark(tag, mark) ?? tag)
    .join(", ");
}

/** RFC 9110 8.8.3, and the tags without quotes that some origins send. */
function tagsOf(value: string): string[] {
  return value.match(/(?:W\/)?"[^"]*"|[^\s,"]+/g) ?? [];
}

function unmark(tag: string, mark: string): string | null {
  const quote = tag.endsWith('"') ? '"' : "";
  const end = `-${mark}${quote}`;
  return tag.endsWith(end) ? tag.slice(0, -end.length) + quote : null;
}

/**
 * `Last-Modified` for clients that send its text back as it is. A parameter behind the date, as the first browsers sent
 * `; length=`, is no part of it for anybody who reads it.
 */
export function markLastModified(date: string, mark: string): string {
  return `${date}; mapping=${mark}`;
}

/** `If-Modified-Since` as the origin gets it; null where it does not bear the mark. */
export function unmarkIfModifiedSince(value: string, mark: string): string | null {
  const end = `; mapping=${mark}`;
  return value.endsWith(end) ? value.slice(0, -end.length) : null;
}
