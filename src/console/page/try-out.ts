/** The page `/-/outspoken/try-out`: the form and its result. */
import { html } from "hono/html";
import * as v from "valibot";
import { tryOutRequest } from "../api/requests.ts";
import { httpText, type TriedOut, tryOut } from "../try-out/try-out.ts";
import { ADMIN_PATH, categoryOf, layout, type Markup, troubles } from "./layout.ts";
import { type Entered, NOTHING_TRIED, tryOutForm } from "./try-out-form.ts";

export interface TryOutPage {
  readonly status: 200 | 400;
  readonly page: Markup;
}

/** In: the query of the address; without a client nothing is tried. */
export async function tryOutPage(query: Readonly<Record<string, string>>): Promise<TryOutPage> {
  if (query.client === undefined) return pageOf(200, NOTHING_TRIED, html``);
  const entered = enteredIn(query, query.client);
  const [, format = "", program = ""] = /^([^/]*)\/(.*)$/.exec(entered.client) ?? [];
  const { user_agent, shape, status, message, help } = entered;
  const asked = { format, program, user_agent, shape, status: Number(status), message, help };
  const wanted = v.safeParse(tryOutRequest, asked);
  if (!wanted.success) {
    const wrong = wanted.issues.map((issue) => `${v.getDotPath(issue) ?? "form"}: ${issue.message}`);
    return pageOf(400, entered, troubles(wrong));
  }
  const { user_agent: userAgent, ...rest } = wanted.output;
  const address = `${ADMIN_PATH}/try-out?${new URLSearchParams({ ...entered })}`;
  return pageOf(200, entered, result(await tryOut({ ...rest, userAgent }), address));
}

/** A field missing from the address has its default, so that a short address works too. */
function enteredIn(query: Readonly<Record<string, string>>, client: string): Entered {
  const { user_agent = "", shape = "message", status = "403", message = "", help = "" } = query;
  return { client, user_agent, shape, status, message, help };
}

function pageOf(status: TryOutPage["status"], entered: Entered, outcome: Markup): TryOutPage {
  const body = html`<h1>Try-out</h1>
<p class="note">What a client's user sees of a failure, with and without Outspoken. No request is made and nothing is counted.</p>
${tryOutForm(entered)}
<div id="result" aria-live="polite">${outcome}</div>`;
  return { status, page: layout({ title: "Try-out", current: "try-out", body }) };
}

function result({ category, request, origin, answer, terminal }: TriedOut, address: string): Markup {
  const asks = [
    `${request.method} ${request.path}`,
    ...[...request.headers].map(([name, value]) => `${name}: ${value}`),
  ];
  return html`<section><h2>The terminal</h2>
<p class="note"><a href="${address}">Link to this try-out</a>, for sharing.</p>
<p class="note">Only the lines that depend on the answer. Text in [brackets] is the program's own, paraphrased.</p>
${terminal === null ? html`<p class="empty">How the client prints this is not known.</p>` : shown(terminal)}</section>
<section><h2>On the wire</h2>
${block("The client sends", asks.join("\n"))}
${origin === null ? html`<p class="empty">The origin does not answer.</p>` : block("The origin answers", httpText(origin))}
${
  category === null
    ? html`<p class="empty">Outspoken passes it through unchanged: what this client requests may be a page.</p>`
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
