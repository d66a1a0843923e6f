/**
 * Origins that lead back to the gateway, told by `CDN-Loop` (RFC 8586): each gateway on the way of a request adds its name,
 * and nobody may take one out. Pure.
 */
import { GATEWAYS_IN_A_ROW_MAX } from "../limits.ts";

/** Of every deployment: the next one in a row may be another company's. */
const NAME = "outspoken";

/** In: the request's `CDN-Loop`. Out: whether so many gateways have had it that it goes round in a loop. */
export function isLoop(passed: string | null): boolean {
  if (passed === null) return false;
  const names = passed.split(",").map((info) => info.split(";", 1)[0]?.trim().toLowerCase());
  return names.filter((name) => name === NAME).length >= GATEWAYS_IN_A_ROW_MAX;
}

/** `CDN-Loop` for the origin. */
export function withOwnName(passed: string | null): string {
  return passed === null ? NAME : `${passed}, ${NAME}`;
}
