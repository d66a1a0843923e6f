/** The form that a person signs in with. */
import { html } from "hono/html";
import { ADMIN_PATH, layout, type Markup } from "./layout.ts";

/** `trouble` says why the last attempt failed; null before the first. */
export function signInPage(trouble: string | null): Markup {
  return layout({
    title: "Sign in",
    current: null,
    body: html`<h1>Sign in</h1>
${trouble === null ? "" : html`<p class="trouble" role="alert" id="trouble">${trouble}</p>`}
<form class="sign-in" method="post" action="${ADMIN_PATH}/sign-in">
<label for="token">Operator's token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus${
      trouble === null ? "" : html` aria-invalid="true" aria-describedby="trouble"`
    }>
<button>Sign in</button>
</form>
<p class="note">The token is this Worker's secret ADMIN_TOKEN. Scripts send it as <code>Authorization: Bearer</code>.</p>`,
  });
}
