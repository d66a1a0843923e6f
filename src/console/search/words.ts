/** What was understood, in words for the person who searches. Pure. */
import type { Part, Understood } from "./understood.ts";

/** One entry each: the kind of part, and the value read. */
export function understoodWords({
  parts,
  words,
}: Understood): readonly (readonly [what: string, value: string])[] {
  return [...parts.map(partWords), ...(words.length === 0 ? [] : [["words", words.join(", ")] as const])];
}

function partWords(part: Part): readonly [what: string, value: string] {
  switch (part.kind) {
    case "reference":
      return ["reference", part.ref];
    case "package":
      return ["package", [part.package.name, part.package.version].join(" ").trim()];
    case "route":
      return ["route", `${part.route} (${part.format})`];
    case "client":
      return ["client", [part.names.join(" or "), part.version].join(" ").trim()];
    case "method":
      return ["method", part.method];
    case "status":
      return ["status", String(part.status)];
    case "category":
      return ["category", part.category];
    case "time":
      return ["time", `${minuteOf(part.since)} to ${minuteOf(part.until)} UTC`];
  }
}

function minuteOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().slice(0, 16).replace("T", " ");
}
