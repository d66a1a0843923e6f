/** A registry that names itself in every document, and a gateway with many routes to it. */
import { type Answer, type Ask, ask } from "./client.ts";
import type { Gateway, RouteTable } from "./gateway.ts";
import type { Origin } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

export let origin: Origin;
export let gateway: Gateway;

/** A bound Worker that names itself by the host name it sees, and claims the Content-Length in `told`. */
const INNER = `export default { async fetch(request) {
  const { origin, searchParams } = new URL(request.url);
  const told = searchParams.get("told");
  const headers = told === null ? {} : { "content-length": told };
  return Response.json({ dist: { tarball: origin + "/base/a.tgz" } }, { headers });
} };`;

/** Runs both while the tests of the calling file do. */
export function serveRewriting(): void {
  origin = serveOrigin();
  gateway = serveGateway(() => routesTo(`${origin.url}/base`), { services: { INNER_REGISTRY: INNER } });
}

function routesTo(base: string): RouteTable[] {
  return [
    { path: "/npm/*", format: "npm", origin: base },
    // Without `pass`, an empty document would be a failure.
    { path: "/empty/*", format: "npm", origin: base, web_pages: "pass", id: "empty" },
    { path: "/base/*", format: "npm", origin: base, host: "same.example", id: "same" },
    { path: "/php/*", format: "composer", origin: base },
    { path: "/told/*", format: "composer", origin: base, notice: "Moving on Friday." },
    { path: "/mvn/*", format: "maven", origin: base },
    { path: "/lfs/*", format: "lfs", origin: base },
    { path: "/tf/*", format: "terraform", origin: base },
    { path: "/v2/*", format: "oci", origin: `${base}/v2` },
    { path: "/off/*", format: "npm", origin: base, enabled: false },
    { path: "/raw/*", format: "npm", origin: base, rewrite_urls: false },
    { path: "/elsewhere/*", format: "maven", origin: "https://elsewhere.example" },
    { path: "/inner/*", format: "npm", origin: "service:INNER_REGISTRY/base" },
  ];
}

/** A document as the origin sends it, and as a client of packages.example gets it. */
export function packument(name: string, versions = 3): { readonly sent: string; readonly named: string } {
  const text = (base: string): string => {
    const numbers = Array.from({ length: versions }, (_, minor) => `1.${minor}.0`);
    const all = numbers.map((v) => [v, { name, dist: { tarball: `${base}/${name}/-/${name}-${v}.tgz` } }]);
    return JSON.stringify({ name, alike: `${origin.url}/based`, versions: Object.fromEntries(all) });
  };
  return { sent: text(`${origin.url}/base`), named: text("http://packages.example/npm") };
}

export const JSON_TYPE = { "Content-Type": "application/json" };

/** Sets what the origin answers at a path below its base. */
export function serve(
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = JSON_TYPE,
): void {
  origin.on(`/base${path}`, (exchange) => exchange.answer("200 OK", headers, body));
}

/** What a client of packages.example gets. */
export function get(
  target: string,
  headers: Record<string, string> = {},
  options: Ask = {},
): Promise<Answer> {
  return ask(gateway.port(), target, { ...options, headers });
}
