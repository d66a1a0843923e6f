/**
 * What is sent to an origin on the operator's behalf, for every client: the values of `origin_auth` and `origin_headers`.
 * Secrets of the Worker are in its environment; one in a Secrets Store is read, and cached in the isolate for a minute.
 */

import { NOT_CONFIGURED } from "../config/not-configured.ts";
import { problemOfSent, type RequiredSecret, sentSecrets } from "../config/required-secrets.ts";
import type { Route } from "../config/route.ts";
import { isStored } from "../config/stored-secret.ts";
import type { Env } from "../env.ts";
import { STORED_SECRET_HELD_MS, STORED_SECRET_WAIT_MAX_MS } from "../limits.ts";
import type { Refusal } from "./refusal.ts";

export interface OperatorCredentials {
  /** The value of `Authorization`, in place of all of the client's credentials; null if those stay. */
  readonly authorization: string | null;
  /** Names in lower case with their values, in place of the client's headers of these names. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

export type CredentialsRead =
  | { readonly kind: "read"; readonly credentials: OperatorCredentials }
  | { readonly kind: "unreadable"; readonly refusal: Refusal };

export const NO_CREDENTIALS: OperatorCredentials = { authorization: null, headers: [] };
const NOTHING_TO_READ: CredentialsRead = { kind: "read", credentials: NO_CREDENTIALS };

interface Held {
  readonly result: Extract<CredentialsRead, { kind: "read" }>;
  /** When the Secrets Store is read again; never if there is none. */
  renewAtMs: number;
}

/** By route: values that belong together, such as an id and its secret, are renewed together. */
const memory = new WeakMap<Route, Held>();
/** Routes whose store could not be read, to log one line per isolate and not one per request. */
const complained = new WeakSet<Route>();

/** What the route sends. A promise only if a Secrets Store has to be read; never rejects. */
export function operatorCredentials(route: Route, env: Env): CredentialsRead | Promise<CredentialsRead> {
  if (route.originAuth === null && route.originHeaders.length === 0) return NOTHING_TO_READ;
  const held = memory.get(route);
  const now = Date.now();
  if (held !== undefined && now < held.renewAtMs) return held.result;
  // This request reads the store; concurrent ones use the cached values.
  if (held !== undefined) held.renewAtMs = now + STORED_SECRET_HELD_MS;
  const secrets = sentSecrets(route);
  const bindings = secrets.map(({ name }) => env[name]);
  if (!bindings.some(isStored))
    return hold(route, assembled(route, secrets, bindings), Number.POSITIVE_INFINITY);
  return ask(route, secrets, bindings);
}

/** If the store can't be read, the last values stay in use, however old: the origin refuses a value that is no longer valid. */
async function ask(
  route: Route,
  secrets: readonly RequiredSecret[],
  bindings: readonly unknown[],
): Promise<CredentialsRead> {
  const values = await Promise.all(bindings.map(read));
  const result = assembled(route, secrets, values);
  if (result.kind === "read") return hold(route, result, Date.now() + STORED_SECRET_HELD_MS);
  complain(route, result.refusal.says);
  return memory.get(route)?.result ?? result;
}

function hold(route: Route, result: CredentialsRead, renewAtMs: number): CredentialsRead {
  if (result.kind === "read") memory.set(route, { result, renewAtMs });
  return result;
}

/** Null if the store can't be read in time. */
async function read(binding: unknown): Promise<unknown> {
  if (!isStored(binding)) return binding;
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(() => resolve(null), STORED_SECRET_WAIT_MAX_MS);
  try {
    return await Promise.race([binding.get(), late]);
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function assembled(
  route: Route,
  secrets: readonly RequiredSecret[],
  values: readonly unknown[],
): CredentialsRead {
  const texts: string[] = [];
  for (const [index, secret] of secrets.entries()) {
    const value = values[index];
    if (typeof value !== "string") return unreadable(502, unreadText(secret));
    const problem = problemOfSent(secret, value);
    if (problem !== null) return unreadable(500, `${NOT_CONFIGURED}route ${route.id}${problem}.`);
    texts.push(value);
  }
  const authorization = route.originAuth === null ? null : (texts.shift() ?? null);
  const headers = route.originHeaders.map(({ name }, index) => [name, texts[index] ?? ""] as const);
  return { kind: "read", credentials: { authorization, headers } };
}

function unreadText({ name }: RequiredSecret): string {
  return `The gateway could not read the secret ${name} from its Secrets Store, so the registry behind it was not asked.`;
}

function unreadable(status: number, says: string): CredentialsRead {
  return { kind: "unreadable", refusal: { status, says } };
}

function complain(route: Route, problem: string): void {
  if (complained.has(route)) return;
  complained.add(route);
  // biome-ignore lint/suspicious/noConsole: Workers Logs and `wrangler tail` read the console.
  console.error(JSON.stringify({ event: "secret_unreadable", route: route.id, problem }));
}
