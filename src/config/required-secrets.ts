/**
 * Which secrets a route needs, and what stops it while one of them is missing. Pure.
 */
import { TEXT_IN_PATH } from "../clients/index.ts";
import { WHY_SECRET } from "../env.ts";
import type { Variables } from "./configuration.ts";
import type { Route, Stopped } from "./route.ts";
import { isStored } from "./stored-secret.ts";

export interface RequiredSecret {
  readonly name: string;
  /** As messages name it: `.origin_headers.private-token`. */
  readonly field: string;
  /** What it is for: to be sent to the origin, or to sign paths here. */
  readonly use: "sent" | "signs";
}

export function requiredSecrets(route: Route): readonly RequiredSecret[] {
  const secrets = [...sentSecrets(route)];
  // Only a format that puts texts into paths has anything to sign.
  if (route.lastResort && TEXT_IN_PATH.has(route.format)) {
    secrets.push({ name: WHY_SECRET, field: ".last_resort", use: "signs" });
  }
  return secrets;
}

/** Those that the origin gets, `origin_auth` first. */
export function sentSecrets({
  originAuth,
  originHeaders,
}: Pick<Route, "originAuth" | "originHeaders">): readonly RequiredSecret[] {
  const headers = originHeaders.map(
    ({ name, secret }): RequiredSecret => ({ name: secret, field: `.origin_headers.${name}`, use: "sent" }),
  );
  return originAuth === null
    ? headers
    : [{ name: originAuth, field: ".origin_auth", use: "sent" }, ...headers];
}

/** In: a route, the Worker's environment, what completes a message about one of the route's fields. */
export function findStop(route: Route, variables: Variables, at: (line: string) => string): Stopped | null {
  for (const secret of requiredSecrets(route)) {
    const problem = problemOf(secret, variables[secret.name]);
    // What is sent to an origin is needed whether or not the route is switched on.
    if (problem !== null) return { problem: at(problem), evenOff: secret.use === "sent" };
  }
  return null;
}

function problemOf(secret: RequiredSecret, value: unknown): string | null {
  const { name, field, use } = secret;
  if (use === "sent" && isStored(value)) return null;
  if (typeof value !== "string" || value === "") {
    const wanted =
      use === "sent"
        ? `there is no secret named ${name}`
        : `wants the secret ${name}, which signs the paths that carry a text`;
    return `${field}: ${wanted}; set it with \`wrangler secret put ${name}\``;
  }
  return use === "sent" ? problemOfSent(secret, value) : null;
}

/** Why a value can't be sent in a header, or null. The line never contains any of the value. */
export function problemOfSent({ name, field }: RequiredSecret, value: string): string | null {
  if (/^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/.test(value)) return null;
  const example = field === ".origin_auth" ? ' such as "Bearer ..." or "Basic ..."' : ", as a header's value";
  return `${field}: the secret ${name} wants printable ASCII${example}`;
}
