/**
 * The operator's console: what stands at `/-/outspoken/`, who may see it, and the headers on all of it.
 */
import type { Context } from "hono";
import { html } from "hono/html";
import { Hono } from "hono/tiny";
import { splitUrl } from "../config/match.ts";
import type { Env } from "../env.ts";
import { plainResponse } from "../response/plain.ts";
import { apiOf } from "./api/api.ts";
import { ASSETS, OPEN_API } from "./assets/assets.ts";
import { boundedText } from "./body.ts";
import { type Admission, admissionByToken, admissionOf } from "./door/admission.ts";
import { isSameOrigin } from "./door/same-origin.ts";
import { endedCookie, sessionCookie } from "./door/session.ts";
import { failurePage } from "./page/failure.ts";
import { DOOR, layout } from "./page/layout.ts";
import { overviewPage } from "./page/overview.ts";
import { viewOf } from "./page/range.ts";
import { signInPage } from "./page/sign-in.ts";
import { throwSwitch } from "./page/switches.ts";
import { tryOutPage } from "./page/try-out.ts";
import { problemResponse } from "./problem.ts";
import { SELFTEST_PATH, selftest } from "./selftest.ts";

type App = Context<{ Bindings: Env }>;

let app: Hono<{ Bindings: Env }> | null = null;

/** In the same module of the bundle: what else is asked for seldom. */
export { answerWhy } from "./why-path.ts";

/** Answers every request to `/-/outspoken`: 404 without the secret ADMIN_TOKEN, 401 without the right to come in. */
export async function answerAtDoor(request: Request, env: Env): Promise<Response> {
  if (tokenOf(env) === "") return plainResponse(404, "Not found");
  app ??= build();
  const response = await app.fetch(request, env);
  const guarded = new Response(response.body, response);
  for (const [name, value] of HEADERS) if (!guarded.headers.has(name)) guarded.headers.set(name, value);
  return guarded;
}

/** `same-origin`: with `no-referrer` browsers say `Origin: null` on our own forms. */
const HEADERS = [
  [
    "content-security-policy",
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  ],
  ["cache-control", "no-store"],
  ["referrer-policy", "same-origin"],
  ["x-content-type-options", "nosniff"],
  ["x-frame-options", "DENY"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
] as const;

function tokenOf(env: Env): string {
  return typeof env.ADMIN_TOKEN === "string" ? env.ADMIN_TOKEN : "";
}

function build(): Hono<{ Bindings: Env }> {
  const door = new Hono<{ Bindings: Env }>();
  // The router takes both for one, but browsers send the cookie of `/-/outspoken/` to no other path.
  door.get(DOOR, (c, next) => (c.req.path === DOOR ? Promise.resolve(c.redirect(`${DOOR}/`)) : next()));
  // The form that everybody may see has its style from here.
  door.get(`${DOOR}/assets/page.css`, (c) => asset(c, "page.css"));
  door.post(`${DOOR}/sign-in`, signIn);

  door.use("*", async (c, next) => {
    const admission = await admissionOf(c.req.raw, tokenOf(c.env));
    if (admission.kind !== "admitted") return refuse(c, admission);
    await next();
  });
  door.get(DOOR, async (c) => c.html(await overviewPage(c.env, viewOf(c.req.query()))));
  door.get(`${DOOR}/failure`, async (c) => {
    const { status, page } = await failurePage(c.env, c.req.query("ref") ?? "");
    return c.html(page, status);
  });
  door.get(`${DOOR}/try-out`, async (c) => {
    const { status, page } = await tryOutPage(c.req.query());
    return c.html(page, status);
  });
  door.get(`${DOOR}/assets/:name`, (c) => asset(c, c.req.param("name")));
  door.post(`${DOOR}/switches`, async (c) => {
    const thrown = await throwSwitch(c.env, new URLSearchParams((await boundedText(c.req.raw)) ?? ""));
    return thrown === null ? c.redirect(`${DOOR}/#switches`, 303) : c.html(thrown.page, thrown.status);
  });
  door.post(`${DOOR}/sign-out`, (c) => toPage(c, endedCookie(c.req.raw)));
  door.route(`${DOOR}/api`, apiOf(OPEN_API));
  door.get(`${SELFTEST_PATH}*`, (c) => selftest(splitUrl(c.req.raw.url).path) ?? c.notFound());
  door.notFound((c) => (isApi(c) ? problemResponse(404, NO_CALL) : c.html(notFoundPage(), 404)));
  // The last resort is worker.ts's.
  door.onError((error) => {
    throw error;
  });
  return door;
}

const NO_CALL = `The API has no such call; ${DOOR}/api/openapi.json lists them`;

function isApi(c: App): boolean {
  return c.req.path.startsWith(`${DOOR}/api/`);
}

async function signIn(c: App): Promise<Response> {
  if (!isSameOrigin(c.req.raw)) return refuse(c, { kind: "foreign" });
  const form = new URLSearchParams((await boundedText(c.req.raw)) ?? "");
  const admission = await admissionByToken(c.req.raw, form.get("token") ?? "", tokenOf(c.env));
  if (admission.kind !== "admitted") return refuse(c, admission, "That is not the token.");
  return toPage(c, await sessionCookie(tokenOf(c.env), c.req.raw));
}

function toPage(c: App, cookie: string): Response {
  c.header("set-cookie", cookie);
  return c.redirect(`${DOOR}/`, 303);
}

type Refusal = Exclude<Admission, { kind: "admitted" }>;

/** Scripts get a problem, people the form to sign in with. */
function refuse(c: App, refusal: Refusal, trouble: string | null = null): Response | Promise<Response> {
  const { status, says, headers } = refusalText(refusal);
  if (isApi(c)) return problemResponse(status, says, [], headers);
  return c.html(signInPage(status === 401 ? trouble : says), status, headers);
}

function refusalText(refusal: Refusal) {
  switch (refusal.kind) {
    case "unknown":
      return {
        status: 401,
        says: "This wants Authorization: Bearer with the operator's token, or a session",
        headers: { "www-authenticate": 'Bearer realm="Outspoken"' },
      } as const;
    case "foreign":
      return { status: 403, says: "This was sent by another site's page.", headers: {} } as const;
    case "too_many":
      return {
        status: 429,
        says: `Too many wrong tokens. Try again in ${refusal.waitSeconds} s.`,
        headers: { "retry-after": String(refusal.waitSeconds) },
      } as const;
  }
}

function asset(c: App, name: string): Response | Promise<Response> {
  const [contentType, text] = ASSETS.get(name) ?? [];
  if (contentType === undefined || text === undefined) return c.notFound();
  return c.body(text, 200, { "content-type": contentType });
}

function notFoundPage() {
  const body = html`<h1>Not found</h1><p>The console has no such page. <a href="${DOOR}/">Failures</a></p>`;
  return layout({ title: "Not found", current: "failure", body });
}
