/** The search form. */
import { html } from "hono/html";
import { ADMIN_PATH, type Markup } from "./layout.ts";

/** Posted, so that a long text gets through, and a token in it gets into no address. */
export function searchForm(asked: string): Markup {
  return html`<form class="search" role="search" method="post" action="${ADMIN_PATH}/search">
<label for="q">"npm says 403, why?" Paste what the terminal says, or a package, client, status, time or reference</label>
<textarea id="q" name="q" rows="3" required autocapitalize="none" autocomplete="off" spellcheck="false">${asked}</textarea>
<button>Search</button>
</form>`;
}
