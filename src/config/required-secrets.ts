/**
 * Which secrets a route needs, and what stops it while one of them is missing. Pure.
 */
import { TEXT_IN_PATH } from "../clients/index.ts";
import { WHY_SECRET } from "../env.ts";
import type { Variables } from "./configuration.ts";
import type { Route, Stopped } from "./route.ts";

export interface RequiredSecret {
  readonly name: string;
  readonly field: "origin_auth" | "last_resort";
  /** What is sent to an origin is needed whether or not the route is switched on. */
  readonly evenOff: boolean;
}

export function requiredSecrets({ originAuth, lastResort, format }: Route): readonly RequiredSecret[] {
  const secrets: RequiredSecret[] = [];
  if (originAuth !== null) secrets.push({ name: originAuth, field: "origin_auth", evenOff: true });
  // Only a format that puts texts into paths has some to sign.
  if (lastResort && TEXT_IN_PATH.has(format)) {
    secrets.push({ name: WHY_SECRET, field: "last_resort", evenOff: false });
  }
  return secrets;
}

/** In: a route without its secrets, the Worker's environment, what completes a line about one of the route's fields. */
export function findStop(route: Route, variables: Variables, at: (line: string) => string): Stopped | null {
  for (const secret of requiredSecrets(route)) {
    const problem = problemOf(secret, variables[secret.name]);
    if (problem !== null) return { problem: at(`.${secret.field}: ${problem}`), evenOff: secret.evenOff };
  }
  return null;
}

function problemOf({ name, field }: RequiredSecret, value: unknown): string | null {
  if (typeof value !== "string" || value === "") {
    const wanted =
      field === "origin_auth"
        ? `there is no secret named ${name}`
        : `wants the secret ${name}, which signs the paths that carry a text`;
    return `${wanted}; set it with \`wrangler secret put ${name}\``;
  }
  if (field === "origin_auth" && !/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) {
    return `the secret ${name} wants printable ASCII such as "Bearer ..." or "Basic ..."`;
  }
  return null;
}
