/** The page `/-/outspoken/try-out`: the form and its result. */
import { html } from "hono/html";
import * as v from "valibot";
import { tryOutRequest } from "../api/requests.ts";
import { httpText, type TriedOut, type TryOut, tryOut } from "../try-out/try-out.ts";
import { categoryOf, layout, type Markup } from "./layout.ts";
import { NOTHING_TRIED, tryOutForm } from "./try-out-form.ts";

export interface TryOutPage {
  readonly status: 200 | 400;
  readonly page: Markup;
}

/** In: the query of the address; without a client nothing is tried. */
export async function tryOutPage(query: Readonly<Record<string, string>>): Promise<TryOutPage> {
  if (query.client === undefined) return pageOf(200, NOTHING_TRIED, html``);
  const [, format = "", program = ""] = /^([^/]*)\/(.*)$/.exec(query.client) ?? [];
  const { user_agent = "", shape = "", status = "", message = "", help = "" } = query;
  const asked = { format, program, user_agent, shape, status: Number(status), message, help };
  const wanted = v.safeParse(tryOutRequest, asked);
  if (!wanted.success) {
    const wrong = wanted.issues.map(
      (issue) => html`<li>${v.getDotPath(issue) ?? "form"}: ${issue.message}</li>`,
    );
    return pageOf(400, NOTHING_TRIED, html`<ul class="trouble" role="alert">${wrong}</ul>`);
  }
  const { user_agent: userAgent, ...rest } = wanted.output;
  const tried = { ...rest, userAgent };
  return pageOf(200, tried, result(await tryOut(tried)));
}

function pageOf(status: TryOutPage["status"], tried: TryOut, outcome: Markup): TryOutPage {
  const body = html`<h1>Try-out</h1>
<p class="note">What a client's user reads of a failure, with and without Outspoken. No request is made and nothing is counted.</p>
${tryOutForm(tried)}
<div id="result" aria-live="polite">${outcome}</div>`;
  return { status, page: layout({ title: "Try-out", current: "try-out", body }) };
}

function result({ category, request, origin, answer, terminal }: TriedOut): Markup {
  const asks = [
    `${request.method} ${request.path}`,
    ...[...request.headers].map(([name, value]) => `${name}: ${value}`),
  ];
  return html`<section><h2>The terminal</h2>
<p class="note">Only lines that depend on the answer. A text in [brackets] is the program's own, in our words.</p>
${terminal === null ? html`<p class="empty">No printing rule is written down for this.</p>` : shown(terminal)}</section>
<section><h2>On the wire</h2>
${block("The client asks", asks.join("\n"))}
${origin === null ? html`<p class="empty">The origin gives no answer.</p>` : block("The origin answers", httpText(origin))}
${
  category === null
    ? html`<p class="empty">Outspoken passes it on as it came: what this client asks for may be a page.</p>`
    : block(html`Outspoken answers ${categoryOf(category)}`, httpText(answer))
}</section>`;
}

function shown({ program, shows, showsWithout }: NonNullable<TriedOut["terminal"]>): Markup {
  return html`${block(`${program}, with Outspoken`, shows)}
${showsWithout === null ? "" : block(`${program}, without`, showsWithout)}`;
}

/** A text as it is, under its title. */
export function block(title: Markup | string, text: string): Markup {
  return html`<figure class="block"><figcaption>${title}</figcaption><pre tabindex="0">${text}</pre></figure>`;
}
