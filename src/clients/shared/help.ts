/**
 * Adds the help of a route to a failure, its placeholders filled in from the request. Pure.
 */
import type { Failure } from "../../failure/failure.ts";
import { type HelpTexts, withHelp } from "../../failure/help.ts";
import type { ClientFormat, ClientRequest } from "./client.ts";

export interface HelpedRequest {
  readonly request: ClientRequest;
  readonly format: ClientFormat;
  readonly formatName: string;
  readonly routeId: string;
}

/** The failure with the advice from `texts` on what to do next; not for a HEAD, whose answer users don't see. */
export function helped(failure: Failure, texts: HelpTexts, helpedRequest: HelpedRequest): Failure {
  const { request, format, formatName, routeId } = helpedRequest;
  if (request.method === "HEAD") return failure;
  return withHelp(failure, texts, () => ({
    ...format.coordinates(request),
    format: formatName,
    route: routeId,
    operation: format.operation(request),
  }));
}
