/**
 * A registry for demonstrations in its own Worker; it answers like GitLab and refuses nearly everything.
 */
import { packument, tarball } from "./good-package.ts";
import { EXISTS, MISSING, PROTECTED, REFUSALS, refuse } from "./refusals.ts";

const NEVER_MS = 3_600_000;

/** The part of the path that names the package, by format. */
const PACKAGE: readonly (readonly [prefix: string, pattern: RegExp])[] = [
  ["/npm/", /^\/npm\/([^/]+)/],
  ["/gems/", /^\/gems\/(?:info|gems|quick\/Marshal\.4\.8)\/([a-z-]+?)(?:-\d.*)?$/],
  ["/go/", /^\/go\/example\.com\/([^/]+)\//],
  ["/pypi/", /^\/pypi\/(?:simple|files)\/([a-z-]+?)(?:-\d.*)?(?:\/|$)/],
  ["/maven/", /^\/maven\/com\/example\/([^/]+)/],
];

export default { fetch: answer } satisfies ExportedHandler;

async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (request.method === "PUT" || request.method === "POST") return publish(request, pathname);
  if (pathname === "/npm/good") return Response.json(await packument(registryUrl(request)));
  if (pathname.startsWith("/npm/good/-/")) return new Response(await tarball());
  if (isGemIndex(pathname)) return refuse(PROTECTED);
  const name = nameIn(pathname);
  if (name === "silent") await scheduler.wait(NEVER_MS);
  return refuse(REFUSALS.get(name) ?? MISSING);
}

/** npm's audit and search are answered; everything that would change the registry is refused. */
async function publish(request: Request, pathname: string): Promise<Response> {
  await request.body?.pipeTo(new WritableStream());
  if (pathname.startsWith("/npm/-/npm/v1/security/")) return Response.json({});
  return refuse(nameIn(pathname) === "good" ? EXISTS : PROTECTED);
}

/** `gem install` shows a reason only if the whole source refuses (it swallows errors of lookups for one gem). */
function isGemIndex(pathname: string): boolean {
  return /^\/gems\/(?:versions|(?:prerelease_|latest_)?specs\.4\.8\.gz)?$/.test(pathname);
}

function nameIn(pathname: string): string {
  for (const [prefix, pattern] of PACKAGE) {
    if (pathname.startsWith(prefix)) return pattern.exec(pathname)?.[1] ?? "";
  }
  return "";
}

/** The registry's URL as the client sees it, from the headers that the gateway adds. */
function registryUrl(request: Request): string {
  const host = request.headers.get("x-forwarded-host") ?? new URL(request.url).host;
  return `${request.headers.get("x-forwarded-proto") ?? "http"}://${host}/npm`;
}
