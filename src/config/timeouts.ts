/**
 * How long an origin's headers are waited for. Pure.
 */
import type { ClientFormat, Timeouts } from "../clients/shared/client.ts";
import type { Route } from "./route.ts";

/** The route's own, or the format's for each that it leaves out. */
export function timeoutsOf(
  { timeoutMs }: Pick<Route, "timeoutMs">,
  format: Pick<ClientFormat, "timeoutMs">,
): Timeouts {
  return { read: timeoutMs.read ?? format.timeoutMs.read, write: timeoutMs.write ?? format.timeoutMs.write };
}
