/** Where a sign-in leads back to: the page of the console that was requested, and nowhere else. Pure. */
import { ADMIN_PATH } from "../page/layout.ts";

/** Longer than any address of the console's own; the rest of a URL's 16 KB is the form's. */
const RETURN_PATH_MAX_CHARACTERS = 8_000;
/** Paths that are not pages. */
const NO_PAGES = /^\/(?:api|assets|metrics|selftest|sign-in|sign-out)(?:\/|$)/;

/** The path and query of a page of the console; for anything else, the path of its first page. */
export function returnPath(given: string): string {
  const home = `${ADMIN_PATH}/`;
  if (given.length > RETURN_PATH_MAX_CHARACTERS || !URL.canParse(given, BASE)) return home;
  // As the browser will resolve it: `//host`, `..` and backslashes lead elsewhere.
  const { origin, pathname, search } = new URL(given, BASE);
  if (origin !== BASE || !pathname.startsWith(home)) return home;
  return NO_PAGES.test(pathname.slice(ADMIN_PATH.length)) ? home : pathname + search;
}

/** Arbitrary: it only shows whether a path names another host. */
const BASE = "https://gateway.invalid";
