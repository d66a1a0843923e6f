/**
 * The operator's console: what is below `/-/outspoken/`, who may see it, and its headers.
 */
import { html } from "hono/html";
import { secureHeaders } from "hono/secure-headers";
import { Hono } from "hono/tiny";
import { splitUrl } from "../config/match.ts";
import type { Env } from "../env.ts";
import { plainResponse } from "../response/plain.ts";
import { authenticate, authenticateToken } from "./admin-auth/authenticate.ts";
import { nameOf } from "./admin-auth/operator-name.ts";
import { returnPath } from "./admin-auth/return-path.ts";
import { isSafeMethod, isSameOrigin } from "./admin-auth/same-origin.ts";
import { endedCookie, sessionCookie } from "./admin-auth/session.ts";
import { apiOf } from "./api/api.ts";
import { ASSETS, OPEN_API } from "./assets/assets.ts";
import { limitBody } from "./body.ts";
import type { ConsoleContext as App, ConsoleEnv } from "./context.ts";
import { metrics } from "./metrics/metrics.ts";
import { alertsPage } from "./page/alerts.ts";
import { failurePage } from "./page/failure.ts";
import { latestPage } from "./page/latest.ts";
import { ADMIN_PATH, layout } from "./page/layout.ts";
import { overviewPage } from "./page/overview.ts";
import { packagePage } from "./page/package.ts";
import { readView } from "./page/range.ts";
import { searchAddress, searchPage } from "./page/search.ts";
import { switchPage, throwByForm } from "./page/switch.ts";
import { switchesPage } from "./page/switches.ts";
import { tryOutPage } from "./page/try-out.ts";
import { problemResponse } from "./problem.ts";
import { isForScripts, METRICS_PATH, refuse, refuseWrongToken, WRONG_TOKEN } from "./refuse.ts";
import { placeOf } from "./search/place.ts";
import { SELFTEST_PATH, selftest } from "./selftest.ts";

let app: Hono<ConsoleEnv> | null = null;

/** In the same bundle module, since it is rarely requested too. */
export { answerWhy } from "./why-path.ts";

/** Answers every request to `/-/outspoken`: 404 without the secret ADMIN_TOKEN, 401 without authentication. */
export async function answerAdmin(request: Request, env: Env): Promise<Response> {
  const token = tokenOf(env);
  if (token === "") return plainResponse(404, "Not found");
  app ??= build();
  return app.fetch(request, env);
}

const SECURITY_HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", "data:"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  // With `no-referrer` browsers send `Origin: null` with our own forms.
  referrerPolicy: "same-origin",
  xFrameOptions: "DENY",
  // Only the operator can know whether the host and its subdomains are https only.
  strictTransportSecurity: false,
  // For Internet Explorer and Flash; browsers have dropped them.
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});

function tokenOf(env: Env): string {
  return typeof env.ADMIN_TOKEN === "string" ? env.ADMIN_TOKEN : "";
}

function build(): Hono<ConsoleEnv> {
  const admin = new Hono<ConsoleEnv>();
  admin.use("*", SECURITY_HEADERS, async (c, next) => {
    await next();
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
  });
  // The router matches both paths, but browsers send the cookie only below `/-/outspoken/`.
  admin.get(ADMIN_PATH, (c, next) =>
    c.req.path === ADMIN_PATH ? Promise.resolve(c.redirect(`${ADMIN_PATH}/`)) : next(),
  );
  // The sign-in form needs its style before the sign-in.
  admin.get(`${ADMIN_PATH}/assets/page.css`, (c) => asset(c, "page.css"));
  admin.post(`${ADMIN_PATH}/sign-in`, limitBody(refuseWrongToken), signIn);

  admin.use("*", async (c, next) => {
    const auth = await authenticate(c.req.raw, tokenOf(c.env));
    if (auth.kind !== "authenticated") return refuse(c, auth, { returnTo: addressOf(c) });
    c.set("operator", auth.operator);
    await next();
  });
  admin.get(ADMIN_PATH, async (c) => c.html(await overviewPage(c.env, readView(c.req.query()))));
  admin.get(`${ADMIN_PATH}/failures`, async (c) => c.html(await latestPage(c.env, readView(c.req.query()))));
  admin.get(`${ADMIN_PATH}/failure`, (c) => showFailure(c, c.req.query("ref") ?? ""));
  admin.get(`${ADMIN_PATH}/failures/:ref`, (c) => showFailure(c, c.req.param("ref")));
  admin.get(`${ADMIN_PATH}/search`, async (c) =>
    c.html(await searchPage(c.env, c.req.query("q") ?? "", placeOf(c))),
  );
  admin.post(
    `${ADMIN_PATH}/search`,
    limitBody((c) => c.html(tooLongPage(), 413)),
    async (c) => c.redirect(searchAddress((await formOf(c)).get("q") ?? ""), 303),
  );
  admin.get(`${ADMIN_PATH}/package`, async (c) => {
    const read = readView(c.req.query());
    const { package: name } = read.view;
    return name === undefined ? c.notFound() : c.html(await packagePage(c.env, read, name));
  });
  admin.get(`${ADMIN_PATH}/alerts`, async (c) => c.html(await alertsPage(c.env)));
  admin.get(`${ADMIN_PATH}/try-out`, async (c) => {
    const { status, page } = await tryOutPage(c.req.query());
    return c.html(page, status);
  });
  admin.get(`${ADMIN_PATH}/assets/:name`, (c) => asset(c, c.req.param("name")));
  admin.get(`${ADMIN_PATH}/switches`, async (c) => c.html(await switchesPage(c.env)));
  admin.get(`${ADMIN_PATH}/switches/:route`, async (c) => {
    const query = new URL(c.req.url).searchParams;
    const { status, page } = await switchPage(c.env, c.req.param("route"), query);
    return c.html(page, status);
  });
  admin.post(
    `${ADMIN_PATH}/switches`,
    limitBody((c) => setSwitch(c, new URLSearchParams())),
    async (c) => setSwitch(c, await formOf(c)),
  );
  admin.post(`${ADMIN_PATH}/sign-out`, (c) => to(c, `${ADMIN_PATH}/`, endedCookie(c.req.raw)));
  admin.route(`${ADMIN_PATH}/api`, apiOf(OPEN_API));
  admin.get(METRICS_PATH, metrics);
  admin.get(`${SELFTEST_PATH}*`, (c) => selftest(splitUrl(c.req.raw.url).path) ?? c.notFound());
  admin.notFound((c) => (isForScripts(c) ? problemResponse(404, NO_CALL) : c.html(notFoundPage(), 404)));
  // worker.ts answers these.
  admin.onError((error) => {
    throw error;
  });
  return admin;
}

const NO_CALL = `The API has no such call; ${ADMIN_PATH}/api/openapi.json lists them`;

async function signIn(c: App): Promise<Response> {
  if (!isSameOrigin(c.req.raw)) return refuse(c, { kind: "cross_site" });
  const form = await formOf(c);
  const returnTo = returnPath(form.get("return_to") ?? "");
  const operator = nameOf(form.get("name") ?? "");
  const auth = await authenticateToken(c.req.raw, form.get("token") ?? "", tokenOf(c.env), operator);
  switch (auth.kind) {
    case "authenticated":
      return to(c, returnTo, await sessionCookie(tokenOf(c.env), c.req.raw, auth.operator));
    case "unauthenticated":
      return refuse(c, auth, { trouble: WRONG_TOKEN, returnTo, operator });
    case "cross_site":
    case "rate_limited":
      return refuse(c, auth, { returnTo, operator });
  }
}

async function showFailure(c: App, ref: string): Promise<Response> {
  const { status, page } = await failurePage(c.env, ref);
  return c.html(page, status);
}

async function setSwitch(c: App, form: URLSearchParams): Promise<Response> {
  const { status, page } = await throwByForm(c.env, form, c.get("operator"));
  return c.html(page, status);
}

async function formOf(c: App): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text());
}

function to(c: App, path: string, cookie: string): Response {
  c.header("set-cookie", cookie);
  return c.redirect(path, 303);
}

/** The page that a person requested before the sign-in form. */
function addressOf(c: App): string {
  const { path, query } = splitUrl(c.req.raw.url);
  return isSafeMethod(c.req.raw) ? returnPath(path + query) : returnPath("");
}

function asset(c: App, name: string): Response | Promise<Response> {
  const [contentType, text] = ASSETS.get(name) ?? [];
  if (contentType === undefined || text === undefined) return c.notFound();
  return c.body(text, 200, { "content-type": contentType });
}

function tooLongPage() {
  const body = html`<h1>Too long</h1><p>A search takes at most a screenful of text. <a href="${ADMIN_PATH}/search">Search</a></p>`;
  return layout({ title: "Too long", current: "failure", body });
}

function notFoundPage() {
  const body = html`<h1>Not found</h1><p>The console has no such page. <a href="${ADMIN_PATH}/">Failures</a></p>`;
  return layout({ title: "Not found", current: "failure", body });
}
