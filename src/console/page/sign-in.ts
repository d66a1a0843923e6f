/** The form that a person signs in with. */
import { html } from "hono/html";
import { OPERATOR_NAME_MAX_CHARACTERS } from "../admin-auth/operator-name.ts";
import { ADMIN_PATH, layout, type Markup } from "./layout.ts";

export interface SignIn {
  /** Why the last attempt failed; null before the first. */
  readonly trouble: string | null;
  /** The page of the console that was requested. */
  readonly returnTo: string;
  /** The name given in the last attempt. */
  readonly operator: string;
}

export function signInPage({ trouble, returnTo, operator }: SignIn): Markup {
  return layout({
    title: "Sign in",
    current: null,
    body: html`<h1>Sign in</h1>
${trouble === null ? "" : html`<p class="trouble" role="alert" id="trouble">${trouble}</p>`}
<form class="sign-in" method="post" action="${ADMIN_PATH}/sign-in">
<input type="hidden" name="return_to" value="${returnTo}">
<label for="token">Operator's token</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus${
      trouble === null ? "" : html` aria-invalid="true" aria-describedby="trouble"`
    }>
<label for="name">Your name, for the record of changes (optional)</label>
<input id="name" name="name" value="${operator}" autocomplete="name" maxlength="${OPERATOR_NAME_MAX_CHARACTERS}">
<button>Sign in</button>
</form>
<p class="note">The token is this Worker's secret ADMIN_TOKEN. Scripts send it as <code>Authorization: Bearer</code>.</p>`,
  });
}
