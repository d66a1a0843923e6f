/** Posts a message to the secret `ALERT_WEBHOOK`. Its URL is a credential: no log line and no answer ever contains it. */
import { isStored } from "../../config/stored-secret.ts";
import type { Env } from "../../env.ts";
import { cutToCharacters, toLine } from "../../text/text.ts";

/** Far longer than a chat needs; a run has a minute. */
const ANSWER_MAX_MS = 8_000;
/** Between the tries of one run. */
const WAITS_MS = [1_000, 4_000] as const;
/** A longer wait that a webhook asks for is left to a later run, up to this. */
const RETRY_AFTER_MAX_SECONDS = 3_600;
const SAID_MAX_CHARACTERS = 200;
const SAID_MAX_BYTES = 2_048;
/** A shorter part of a path is an ordinary word. */
const SECRET_MIN_CHARACTERS = 6;

export type Hook =
  | { readonly kind: "hook"; readonly url: URL }
  | { readonly kind: "unusable"; readonly why: string };

export type Delivery =
  | { readonly kind: "delivered"; readonly status: number }
  | {
      readonly kind: "failed";
      readonly why: string;
      /** The status of the answer; 0 if there was none. */
      readonly status: number;
      readonly retryAfterSeconds: number | null;
    };

const UNUSABLE: Readonly<Record<Exclude<HookUrl, URL>, string>> = {
  insecure: "The secret ALERT_WEBHOOK wants an https URL, or http on this machine",
  credentials: "The secret ALERT_WEBHOOK wants a URL without a user and a password, which can't be sent",
};

export async function readHook({ ALERT_WEBHOOK: bound }: Env): Promise<Hook> {
  const value = isStored(bound) ? await storedValue(bound) : bound;
  if (value === null)
    return { kind: "unusable", why: "The secret ALERT_WEBHOOK can't be read from its store" };
  if (value === undefined || value === "") {
    return { kind: "unusable", why: "The secret ALERT_WEBHOOK is not set" };
  }
  const url = typeof value === "string" ? hookUrl(value) : "insecure";
  return url instanceof URL ? { kind: "hook", url } : { kind: "unusable", why: UNUSABLE[url] };
}

/** The URL, or what keeps it from being used: neither https nor http on this machine, or `user:password@`, which `fetch` refuses. */
export type HookUrl = URL | "insecure" | "credentials";

export function hookUrl(text: string): HookUrl {
  if (!URL.canParse(text.trim())) return "insecure";
  const url = new URL(text.trim());
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
  if (!isSafe) return "insecure";
  return url.username === "" && url.password === "" ? url : "credentials";
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

async function storedValue(secret: { get(): Promise<string> }): Promise<string | null> {
  try {
    return await secret.get();
  } catch {
    return null;
  }
}

/** Up to three tries, within half a minute. */
export async function deliver(hook: URL, message: unknown): Promise<Delivery> {
  for (const waitMs of WAITS_MS) {
    const delivery = await post(hook, message);
    if (delivery.kind === "delivered" || !isWorthAnother(delivery, waitMs)) return delivery;
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return post(hook, message);
}

/** Failures that may pass in a few seconds: no answer, an overloaded receiver, one that asks for no longer a wait. */
function isWorthAnother(
  { status, retryAfterSeconds }: Extract<Delivery, { kind: "failed" }>,
  waitMs: number,
): boolean {
  if (retryAfterSeconds !== null) return retryAfterSeconds * 1_000 <= waitMs;
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** One try. Never rejects. */
export async function post(hook: URL, message: unknown): Promise<Delivery> {
  let response: Response;
  try {
    response = await fetch(hook, {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "Outspoken" },
      body: JSON.stringify(message),
      // Following would send the message to another host.
      redirect: "manual",
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
  } catch (error) {
    const isLate = error instanceof Error && error.name === "TimeoutError";
    const why = isLate
      ? `The webhook did not answer within ${ANSWER_MAX_MS / 1_000} s`
      : "The webhook can't be reached";
    return { kind: "failed", why, status: 0, retryAfterSeconds: null };
  }
  const { status } = response;
  const said = withoutUrl(await beginningOf(response), hook);
  if (response.ok) return { kind: "delivered", status };
  return {
    kind: "failed",
    why: `The webhook answered ${status}${said === "" ? "" : `: ${said}`}`,
    status,
    retryAfterSeconds: retryAfterOf(response.headers.get("retry-after")),
  };
}

/** The beginning of the body: often a word such as `no_service`, which helps. */
async function beginningOf(response: Response): Promise<string> {
  try {
    const reader = response.body?.getReader();
    if (reader === undefined) return "";
    const { value } = await reader.read();
    await reader.cancel();
    const text = new TextDecoder().decode(value?.subarray(0, SAID_MAX_BYTES));
    return cutToCharacters(toLine(text), SAID_MAX_CHARACTERS);
  } catch {
    return "";
  }
}

/** Some receivers repeat the path, which is the secret. */
function withoutUrl(said: string, { pathname, search }: URL): string {
  const parts = `${pathname}${search}`.split(/[/?&=]/).filter((part) => part.length >= SECRET_MIN_CHARACTERS);
  return parts.some((part) => said.includes(part)) ? "" : said;
}

/** RFC 9110 10.2.3: seconds, or a date. */
function retryAfterOf(value: string | null): number | null {
  if (value === null) return null;
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1_000;
  if (Number.isNaN(seconds)) return null;
  return Math.min(Math.max(Math.ceil(seconds), 0), RETRY_AFTER_MAX_SECONDS);
}
