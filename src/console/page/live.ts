/** The part of a page that comes from the stored failures, and that a script refreshes. */
import { html } from "hono/html";
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import { type FailureStore, StoreUnavailable } from "../../analytics/store.ts";
import type { Env } from "../../env.ts";
import type { Markup } from "./layout.ts";
import type { View } from "./range.ts";
import { endsNow } from "./span.ts";

/** A view that ends in the past, and one in the middle of a list, stay as they are. */
export function live(view: View, part: Markup): Markup {
  const isLive = endsNow(view.span) && view.before === null;
  return html`<div id="live"${isLive ? html` data-refresh` : ""}>${part}</div>`;
}

/** What `part` makes of the stored failures, or why they can't be looked up. */
export async function fromStore(
  env: Env,
  view: View,
  part: (store: FailureStore, view: View) => Promise<Markup>,
): Promise<Markup> {
  const store = failureStore(env);
  if (store === null) return html`<p class="trouble">${NO_STORE}.</p>`;
  try {
    return await part(store, view);
  } catch (error) {
    if (!(error instanceof StoreUnavailable)) throw error;
    return html`<p class="trouble" role="alert">${error.message}.</p>`;
  }
}
