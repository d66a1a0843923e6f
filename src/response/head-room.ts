/**
 * Which of an origin's fields fit in the head of a spoken answer, since clients' parsers have limits. Pure.
 */
import { PASSED_HEADER_MAX_BYTES, PASSED_HEADERS_MAX_BYTES } from "../limits.ts";
import { CHALLENGES, isOfTheProtocol } from "./field-names.ts";

export interface Line {
  readonly name: string;
  readonly value: string;
}

/** The lines that fit, in no certain order: what the protocol needs first, and of the rest no line that is too long. */
export function fittingLines(lines: readonly Line[]): readonly Line[] {
  const size = lines.reduce((sum, line) => sum + sizeOf(line), 0);
  if (size <= PASSED_HEADERS_MAX_BYTES && lines.every((line) => line.value.length <= PASSED_HEADER_MAX_BYTES))
    return lines;
  let room = PASSED_HEADERS_MAX_BYTES;
  return lines
    .toSorted((one, other) => rankOf(one.name) - rankOf(other.name))
    .filter((line) => {
      if (!mayBeThisLong(line) || sizeOf(line) > room) return false;
      room -= sizeOf(line);
      return true;
    });
}

/** A challenge may contain a complete ticket (RFC 4559), and without it nobody can sign in. */
function mayBeThisLong({ name, value }: Line): boolean {
  return isOfTheProtocol(name) || value.length <= PASSED_HEADER_MAX_BYTES;
}

function sizeOf({ name, value }: Line): number {
  return name.length + value.length;
}

function rankOf(name: string): number {
  if (CHALLENGES.has(name)) return 0;
  // There may be many cookies.
  if (name === "set-cookie") return 2;
  return isOfTheProtocol(name) ? 1 : 3;
}
