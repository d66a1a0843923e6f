/** What was given on the command line: the gateway to examine, or a line that says what is missing. Pure. */

export type Target =
  | { readonly kind: "target"; readonly url: URL }
  | { readonly kind: "refused"; readonly says: string };

export const USAGE = usageOf("doctor");

function usageOf(command: string): string {
  return `Usage: npm run ${command} -- https://packages.example.com`;
}

/** `command`: the npm script that runs. */
export function readTarget(given: string | undefined, token: string, command = "doctor"): Target {
  const usage = usageOf(command);
  if (given === undefined) return refused(usage);
  if (!URL.canParse(given)) return refused(`${JSON.stringify(given)} is no URL. ${usage}`);
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
  if (!/^[\x21-\x7e]+$/.test(token))
    return refused(
      `The operator's token is wanted, in the environment: OUTSPOKEN_ADMIN_TOKEN=... npm run ${command} -- ${url.origin}`,
    );
  return { kind: "target", url };
}

/** True for this machine, where there is no edge. */
export function isLocal({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function refused(says: string): Target {
  return { kind: "refused", says };
}
