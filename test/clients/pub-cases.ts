import type { ClientRequest, Spoken } from "../../src/clients/shared/client.ts";
import {
  pubChallenges,
  pubGetPrints,
  pubHint,
  pubPublishPrints,
  pubUploadPrints,
} from "../../src/console/terminals/pub.ts";
import { toAscii } from "../../src/text/text.ts";
import { arriveSpoken } from "./arrival.ts";
import { request } from "./failing.ts";

export const LIST = "/api/packages/acme";
export const NEW = "/api/packages/versions/new";
export const STATUSES = [400, 401, 403, 404, 406, 409, 410, 413, 422, 429, 500, 502, 503, 504];
export const REASONS: Record<string, string> = {
  plain: "Package protected.",
  quoted: `Rule "stable-only" (50%), refused; {x} C:\\tmp\\`,
  tagged: "Use <b>2.x</b> & no </Message> less",
  "beyond ASCII": "Paket geschützt – für 開発 🚫",
  digits: "Upstream said 403, then 401",
  long: `Denied: ${"policy 🧪 ".repeat(250)}`.slice(0, 2_000).trim(),
};

export function ask(method = "GET", path = LIST): ClientRequest {
  const headers = { "user-agent": "Dart pub 3.9.0", accept: "application/vnd.pub.v2+json" };
  return request(path, headers, method);
}

export function bodyText(spoken: Spoken): string {
  return typeof spoken.body === "string" ? spoken.body : new TextDecoder().decode(spoken.body);
}

/** The challenges as pub parses them; throws if pub can't. */
export function challenges(header: string) {
  const found = pubChallenges(header);
  if (found === null) throw new SyntaxError(header);
  return found;
}

function arrive(spoken: Spoken, own: string | null = null) {
  return arriveSpoken(spoken, ask(), own === null ? {} : { "www-authenticate": own });
}

/** `own` is the origin's header, which stays unless the module changes it. */
export function hint(spoken: Spoken, own: string | null = null): string {
  return pubHint(arrive(spoken, own));
}

export function get(spoken: Spoken): string {
  return pubGetPrints(arrive(spoken));
}

export function publish(spoken: Spoken): string {
  const printed = pubPublishPrints(arrive(spoken));
  if (printed.startsWith("Invalid server response:")) throw new SyntaxError(printed);
  return printed;
}

export function upload(spoken: Spoken): string {
  return pubUploadPrints(arrive(spoken));
}

/** A text as pub can show it. */
export function folded(reason: string): string {
  return toAscii(reason).slice(0, 200).trim();
}
