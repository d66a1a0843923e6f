/** Where a sign-in leads back to: the console's own page that was asked for, and nothing else. Pure. */
import { ADMIN_PATH } from "../page/layout.ts";

/** Longer than any address of the console's own; the rest of a URL's 16 KB is the form's. */
const RETURN_PATH_MAX_CHARACTERS = 8_000;
/** What is no page. */
const NO_PAGES = /^\/(?:api|assets|metrics|selftest|sign-in|sign-out)(?:\/|$)/;

/** The path and query of a page of the console; that of its first page for everything else. */
export function returnPath(given: string): string {
  const home = `${ADMIN_PATH}/`;
  if (given.length > RETURN_PATH_MAX_CHARACTERS || !URL.canParse(given, BASE)) return home;
  // As the browser will resolve it: `//host`, `..` and backslashes lead elsewhere.
  const { origin, pathname, search } = new URL(given, BASE);
  if (origin !== BASE || !pathname.startsWith(home)) return home;
  return NO_PAGES.test(pathname.slice(ADMIN_PATH.length)) ? home : pathname + search;
}

/** Any: it only shows whether a path names a host of its own. */
const BASE = "https://gateway.invalid";
