/**
 * What setup asks for, and what each answer has to look like. Pure.
 */
import { FORMAT_NAMES, type FormatName } from "../../clients/index.ts";
import { isHttpOrigin } from "../../config/origin-field.ts";
import { isPresetName, PRESET_NAMES, type PresetName } from "../../config/presets/index.ts";
import { didYouMean } from "../../config/suggest.ts";
import { hookUrl } from "../../console/alerts/webhook.ts";
import { suggest } from "../suggest.ts";

export interface Answers {
  /** The gateway's own host name. */
  readonly host: string;
  readonly registry: Registry;
  readonly start: Start;
  /** Where alerts are posted, a credential; null: nowhere, or where an earlier run said. */
  readonly webhook: string | null;
}

export type Registry =
  | { readonly kind: "product"; readonly preset: PresetName; readonly origin: string }
  | {
      readonly kind: "route";
      readonly format: FormatName;
      /** The pattern below which the format's own paths begin: `/npm/*`. */
      readonly path: string;
      readonly origin: string;
      readonly reach: Reach;
    };

/** The way to a registry: the internet, Cloudflare Access in front of it, a VPC service in a private network. */
export type Reach =
  | { readonly kind: "internet" }
  | { readonly kind: "access"; readonly token: AccessToken | null }
  | { readonly kind: "vpc_service"; readonly serviceId: string };

/** A service token of Cloudflare Access. */
export interface AccessToken {
  readonly id: string;
  readonly secret: string;
}

/** What is in force after the deploy; `keep` leaves what an earlier run, or a switch, has set. */
export type Start = "on" | "observe" | "keep" | `${number}%`;

/** A parsed answer: its value, or one line that says what is wanted. */
export type Read<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly says: string };

/** The name that means "no preset: one format". */
export const ONE_FORMAT = "other";

export function readProduct(text: string): Read<PresetName | typeof ONE_FORMAT> {
  if (text === ONE_FORMAT || isPresetName(text)) return { ok: true, value: text };
  const known = [...PRESET_NAMES, ONE_FORMAT];
  return refused(`Wants one of ${known.join(", ")}${didYouMean(suggest, text, known)}.`);
}

export function readFormat(text: string): Read<FormatName> {
  const format = FORMAT_NAMES.find((name) => name === text);
  if (format !== undefined) return { ok: true, value: format };
  return refused(`Wants one of ${FORMAT_NAMES.join(", ")}${didYouMean(suggest, text, FORMAT_NAMES)}.`);
}

/** Not repeated in the refusal: it may hold credentials. */
export function readOrigin(text: string): Read<string> {
  const url = text.trim().replace(/\/+$/, "");
  if (!isHttpOrigin(url))
    return refused("Wants https://host or https://host/base, without credentials, query or fragment.");
  if (EXAMPLE_HOST.test(new URL(url).hostname)) return refused("That is an example's host name.");
  return { ok: true, value: url };
}

/** In: what was typed; a URL is taken for its host. */
export function readHost(text: string, origin: string): Read<string> {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
  if (!/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(host))
    return refused("Wants a host name of a zone in your Cloudflare account, such as packages.acme.io.");
  if (EXAMPLE_HOST.test(host)) return refused("That is an example's host name.");
  if (host === new URL(origin).hostname)
    return refused("That is the registry's own host name; each request would come back to the gateway.");
  return { ok: true, value: host };
}

export function readPath(text: string): Read<string> {
  const path = text.trim();
  return /^(?:\/[\w.~-]+)*\/\*$/.test(path)
    ? { ok: true, value: path }
    : refused("Wants a path such as /npm/*.");
}

/** Cloudflare's ids of VPC services are UUIDs. */
export function readServiceId(text: string): Read<string> {
  const id = text.trim().toLowerCase();
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
    ? { ok: true, value: id }
    : refused("Wants the id of a VPC service; `npx wrangler vpc service list` prints them.");
}

export function readReach(text: string): Read<Reach["kind"]> {
  if (text === "internet" || text === "access" || text === "vpc_service") return { ok: true, value: text };
  return refused("Wants one of internet, access, vpc_service.");
}

export function readStart(text: string): Read<Start> {
  if (text === "on" || text === "observe" || text === "keep") return { ok: true, value: text };
  const share = /^(\d{1,2})%$/.exec(text)?.[1];
  if (share !== undefined && Number(share) > 0) return { ok: true, value: `${Number(share)}%` };
  return refused('Wants "observe", "on", "keep" or a share of clients such as "5%".');
}

/** Empty means none. Not repeated in the refusal: it is a credential. */
export function readWebhook(text: string): Read<string | null> {
  const url = text.trim();
  if (url === "") return { ok: true, value: null };
  const read = hookUrl(url);
  if (read === "credentials")
    return refused("Wants a URL without a user and a password, which can't be sent.");
  return read === "insecure" ? refused("Wants an https URL, or nothing.") : { ok: true, value: url };
}

/** Reserved for examples (RFC 2606 3). */
const EXAMPLE_HOST = /(?:^|\.)example\.(?:com|net|org)$/;

function refused(says: string): Read<never> {
  return { ok: false, says };
}
