/** One failure, found by its reference. */
import { html } from "hono/html";
import type { Field } from "../../analytics/data-point-fields.ts";
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import { LISTED_FIELDS } from "../../analytics/queries.ts";
import { type StoredFailure, StoreUnavailable } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import { layout, type Markup, timeOf } from "./layout.ts";
import { likeLink, packageLink, viewOf } from "./range.ts";
import { searchForm } from "./search-form.ts";
import { wouldBePart } from "./would-be.ts";

export interface Found {
  readonly status: 200 | 404;
  readonly page: Markup;
}

/** In: what was typed, which may be a sentence that ends with the reference. */
export async function failurePage(env: Env, typed: string): Promise<Found> {
  const ref = /[a-z]{4,32}\W*$/i.exec(typed.trim())?.[0].replace(/\W+$/, "").toLowerCase() ?? "";
  const { failure, trouble } = await find(env, ref);
  const wouldBe = failure === null ? "" : await wouldBePart(env, failure);
  return {
    status: failure === null ? 404 : 200,
    page: layout({
      title: failure === null ? "Not found" : ref,
      current: "failure",
      body: html`<h1>${failure === null ? "No such failure" : html`Failure <code>${ref}</code>`}</h1>
${
  failure === null
    ? html`<p class="trouble" role="alert">${trouble}</p>`
    : html`${details(failure)}
<p>${likeLink(failure)}</p>`
}
${wouldBe}
${searchForm(typed.slice(0, 100))}`,
    }),
  };
}

async function find(env: Env, ref: string): Promise<{ failure: StoredFailure | null; trouble: string }> {
  const store = failureStore(env);
  if (store === null) return { failure: null, trouble: `${NO_STORE}.` };
  try {
    const failure = ref === "" ? null : await store.byReference(ref);
    return {
      failure,
      trouble: `Nothing is stored under "${ref}". Where failures are sampled it may be in the log only; after three months it is gone.`,
    };
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return { failure: null, trouble: `${error.message}.` };
  }
}

function details(failure: StoredFailure): Markup {
  const fields = LISTED_FIELDS.map((name) => [name, failure[name]] as const);
  const shown = (name: Field, value: string | number) => {
    if (value === "") return "-";
    return name === "package" ? packageLink(viewOf({ range: "7d" }), failure.format, failure.package) : value;
  };
  const rows = fields.map(
    ([name, value]) => html`<dt>${name.replaceAll("_", " ")}</dt><dd>${shown(name, value)}</dd>`,
  );
  return html`<dl><dt>time (UTC)</dt><dd>${timeOf(failure.at)}</dd>${rows}${
    failure.stands_for > 1
      ? html`<dt>sampled</dt><dd>stands for about ${failure.stands_for} failures</dd>`
      : ""
  }</dl>`;
}
