/** What an operator can do about a lost channel; comments name the page of cloudflare-docs that it is from. */
import { isLocal } from "./target.ts";

export const REMEDIES = {
  // rules/custom-errors: a rule replaces body, Content-Type and Content-Length and keeps the other headers.
  custom_error_rule:
    'The body was replaced and the headers were kept, which is what a Custom Error Rule does. In the zone\'s dashboard under Rules, find the Custom Error Rule that matches this host and add `and http.host ne "{host}"` to it; look for one on the account too.',
  // rules/custom-errors: Error Pages are for 5xx but not 500, 501, 503, 505.
  edge_page:
    "The whole answer was replaced, headers too: a page of the edge, or of another proxy between here and there. In the zone's dashboard look at Rules > Custom Errors > Error Pages (set 500-class pages back to Cloudflare's default); if nothing is set there, ask again from another network to rule out a proxy of your own, then ask Cloudflare why it replaces a Worker's answer. Until it is kept, clients show that status without a reason.",
  status:
    "A status arrives that the Worker did not send, and clients decide by the status whether to retry, to ask for a password or to try the next registry. Look for a Custom Error Rule with a response code of its own, and for a load balancer or proxy in front.",
  phrase:
    "Clients whose only channel is the reason phrase (apt, gem, pnpm, yarn 4, twine, Gradle and others; test/clients-real/README.md says which) will show the status without the reason. First rule out a proxy between here and the edge: run this from another network. If the edge itself drops it, we know of no setting that brings it back; bodies and headers still reach the other clients.",
  header:
    "A text header was removed or changed. Look for a Response Header Transform Rule or a Managed Transform that matches this host (Rules > Transform Rules), and for a proxy that limits the length of headers.",
  // speed/optimization/content/compression: no-transform keeps Content-Length; only 200, 403 and 404 are compressed.
  length:
    "The answer was compressed or framed again although it says `no-transform`. Look for a Compression Rule that matches this host (Rules > Compression Rules) and for a proxy that compresses. Clients that read only answers of known length lose the reason.",
  content_type:
    "A Content-Type was changed. uv, Maven up to 3.9.16 and Hex compare it to the letter and otherwise ignore the body. Look for a Response Header Transform Rule, or a proxy that adds a charset.",
  head: "A HEAD is not answered as the Worker answers it. Docker and containerd begin with HEAD; look for a cache or proxy that turns HEAD into GET.",
  challenge:
    "The challenge of a 401 was changed, so clients won't find where to sign in. Look for a Response Header Transform Rule, and for Cloudflare Access in front of this host (it must not be in front of package clients, except with a service token).",
  path: 'The path is decoded on its way, so scoped npm packages and GitLab projects with a slash in their name will not be found. In the zone\'s dashboard turn off "Normalize URLs to origin" (Rules > Settings), and look for a URL Rewrite Rule or a proxy in front.',
  adminAuth:
    "The operator's console opens without a token. Look for a rule or proxy that adds an Authorization header, or that caches everything on this host, and close it before anything else.",
  connection:
    "No complete answer arrived, although others did. Run the doctor again; if that does not help, look for a proxy, firewall or virus scanner between here and the edge that breaks answers off.",
  http2:
    "What arrives over HTTP/2 differs from HTTP/1.1. Look for what is in between: another proxy answers there.",
} as const;

export type Remedy = keyof typeof REMEDIES;

/** A local gateway has no edge in front, and wrangler's proxy compresses despite `no-transform`. */
const LOCAL_REMEDIES: Partial<Record<Remedy, string>> = {
  length:
    "`wrangler dev` compresses answers itself, whatever they say. That says nothing about Cloudflare's edge: examine the deployed gateway.",
};

/** The sentence for the gateway at that URL. */
export function remedyText(remedy: Remedy, url: URL): string {
  const local = isLocal(url) ? LOCAL_REMEDIES[remedy] : undefined;
  return local ?? REMEDIES[remedy].replaceAll("{host}", url.hostname);
}
