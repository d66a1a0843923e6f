/**
 * An origin as operators write it.
 */
import * as v from "valibot";
import { text } from "./field.ts";

export const ORIGIN =
  "wants https://host/base or service:BINDING/base, without credentials, query or fragment";

export const origin = v.pipe(v.string(ORIGIN), v.check(isOrigin, ORIGIN));

/** The binding through which it is fetched. */
export const via = text(/^[A-Za-z_]\w{0,63}$/, "wants the name of a binding, such as PRIVATE_REGISTRY");

function isOrigin(text: string): boolean {
  if (text.startsWith("service:")) return /^service:[A-Za-z_]\w*(?:\/[^?#\s\\]*)?$/.test(text);
  return isHttpOrigin(text);
}

/** True for `https://host/base` (or `http:`) without credentials, query or fragment. */
export function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s\\]/.test(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
