/** A registry that follows a script given with each request, and a gateway with a route in each format. */
import { FORMAT_NAMES } from "../../src/clients/index.ts";
import { type Answer, type Ask, ask } from "./client.ts";
import { answering, type Script } from "./exchange.ts";
import type { Gateway, RouteTable } from "./gateway.ts";
import type { Origin } from "./origin.ts";
import { serveGateway, serveOrigin } from "./serve.ts";

export let origin: Origin;
export let gateway: Gateway;

export const HTML = { "Content-Type": "text/html; charset=utf-8" };
export const WORDS = "Downloads of this category are not allowed in our network.";
export const BLOCK_PAGE = `<!DOCTYPE html>\n<html><head><title>Blocked</title></head><body><h1>Blocked</h1><p>${WORDS}</p></body></html>\n`;
export const SIGN_IN_PAGE = `<!DOCTYPE html>
<html><head><title>Acme</title></head><body><form method="post" action="/session">
<input name="user"><input name="password" type="password"><button>Go</button></form></body></html>
`;
export const ACCESS =
  "https://acme.cloudflareaccess.com/cdn-cgi/access/login/registry.example?kid=ab12&redirect_url=%2Fnpm";

/** Named by a request header, so that paths can be the format's own. */
const scripts = new Map<string, Script>();
let scriptsMade = 0;

/** A bound Worker that answers everything with a sign-in page. */
const PORTAL = `export default { fetch: () => new Response(${JSON.stringify(SIGN_IN_PAGE)}, { headers: { "Content-Type": "text/html" } }) };`;

/** Runs both while the tests of the calling file do. */
export function serveWebPages(): void {
  origin = serveOrigin();
  gateway = serveGateway(() => routesTo({ origin: origin.url }), {
    variables: { MIRROR_TOKEN: "Bearer open-sesame" },
    services: { PORTAL },
  });
  origin.on("*", (exchange) => scripts.get(exchange.header("x-script") ?? "")?.(exchange));
}

function routesTo(base: RouteTable): RouteTable[] {
  return [
    ...FORMAT_NAMES.map((format) => ({ ...base, path: `/${format}/*`, format })),
    { ...base, path: "/passing/*", format: "npm", web_pages: "pass" },
    { ...base, path: "/off/*", format: "npm", enabled: false },
    { ...base, path: "/mirror/*", format: "npm", origin_auth: "MIRROR_TOKEN" },
    { ...base, path: "/mounted/*", format: "npm", upstream_errors: "bad_gateway" },
    {
      ...base,
      path: "/ruled/*",
      format: "npm",
      status_rules: [
        { when: { reason_contains: "not allowed in our network" }, status: 403, category: "forbidden" },
      ],
    },
    { ...base, path: "/as-it-is/*", format: "pypi", rewrite_urls: false },
    { path: "/service/*", format: "npm", origin: "service:PORTAL/base" },
  ];
}

/** Requests `target` (prefixed with its method unless GET) from a registry that follows `script`. */
export function askScripted(target: string, script: Script, options: Ask = {}): Promise<Answer> {
  return ask(gateway.port(), ...scripted(target, script, options));
}

export function scripted(target: string, script: Script, options: Ask = {}): [string, Ask] {
  const name = `script-${++scriptsMade}`;
  scripts.set(name, script);
  const [, method = "GET", path = ""] = /^(?:([A-Z]+) )?(.*)$/.exec(target) ?? [];
  const body = method === "PUT" || method === "POST" ? { body: "upload" } : {};
  return [path, { method, ...body, ...options, headers: { "X-Script": name, ...options.headers } }];
}

/** Puts a route in front of the path of `target`. */
export function at(route: string, target: string): string {
  return target.replace(/^((?:[A-Z]+ )?)/, `$1/${route}`);
}

export function redirects(location: string, status = "302 Found"): Script {
  return answering(status, { Location: location }, "");
}
