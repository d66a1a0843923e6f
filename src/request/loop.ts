/**
 * Origins that lead back to the gateway, detected by `CDN-Loop` (RFC 8586): each gateway that a request passes adds its
 * name, and none may be removed. Pure.
 */
import { GATEWAYS_IN_A_ROW_MAX } from "../limits.ts";

/** The same for every deployment: the next one in the chain may be another company's. */
const NAME = "outspoken";

/** In: the request's `CDN-Loop`. Out: whether it has passed so many gateways that it must be a loop. */
export function isLoop(passed: string | null): boolean {
  if (passed === null) return false;
  const names = passed.split(",").map((info) => info.split(";", 1)[0]?.trim().toLowerCase());
  return names.filter((name) => name === NAME).length >= GATEWAYS_IN_A_ROW_MAX;
}

/** `CDN-Loop` for the origin. */
export function withOwnName(passed: string | null): string {
  return passed === null ? NAME : `${passed}, ${NAME}`;
}
