/**
 * What a failed request gives to the help of its route. Pure.
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

/** The failure with what `texts` tell people to do next; not for a HEAD, whose answer nobody reads. */
export function helped(failure: Failure, texts: HelpTexts, asked: HelpedRequest): Failure {
  const { request, format, formatName, routeId } = asked;
  if (request.method === "HEAD") return failure;
  return withHelp(failure, texts, () => ({
    ...format.coordinates(request),
    format: formatName,
    route: routeId,
    operation: format.operation(request),
  }));
}
