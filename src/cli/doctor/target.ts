/** What was given on the command line: the gateway to examine, or the line that says what is missing. Pure. */

export type Target =
  | { readonly kind: "target"; readonly url: URL }
  | { readonly kind: "refused"; readonly says: string };

export const USAGE = "Usage: npm run doctor -- https://packages.example.com";
const NO_TOKEN = `The operator's token is wanted, in the environment: OUTSPOKEN_ADMIN_TOKEN=... npm run doctor -- https://packages.example.com`;

export function readTarget(given: string | undefined, token: string): Target {
  if (given === undefined) return refused(USAGE);
  if (!URL.canParse(given)) return refused(`${JSON.stringify(given)} is no URL. ${USAGE}`);
  const url = new URL(given);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLocal(url)))
    return refused("Only https, or http on this machine: the operator's token must not travel in the clear.");
  if (
    url.username !== "" ||
    url.password !== "" ||
    url.pathname !== "/" ||
    url.search !== "" ||
    url.hash !== ""
  )
    return refused(`Only the host is wanted, such as ${url.origin}`);
  if (!/^[\x21-\x7e]+$/.test(token)) return refused(NO_TOKEN);
  return { kind: "target", url };
}

/** True for this machine, where there is no edge. */
export function isLocal({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function refused(says: string): Target {
  return { kind: "refused", says };
}
