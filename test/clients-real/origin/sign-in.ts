/** A single sign-on in front of every registry: its page, or a redirect to it, for requests without a session. */
import type { PageScenario } from "../scenarios.ts";
import { type Answer, type RegistryRequest, text } from "./registry.ts";

/** Below no registry's prefix. */
export const SIGN_IN_PATH = "/single-sign-on/login";

export const SIGN_IN_PAGE: Answer = text(
  `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Sign in to Acme</title></head>
<body>
<h1>Sign in</h1>
<form method="post" action="${SIGN_IN_PATH}">
<label>Name <input name="name" autocomplete="username"></label>
<label>Password <input name="password" type="password" autocomplete="current-password"></label>
<button>Sign in</button>
</form>
</body>
</html>
`,
  "text/html; charset=utf-8",
);

/** `port` is the origin's, which the sign-on shares under another host name. */
export function signIn(scenario: PageScenario, request: RegistryRequest, port: number): Answer {
  switch (scenario) {
    case "sign_in_page":
      return SIGN_IN_PAGE;
    case "sign_in_redirect": {
      const back = encodeURIComponent(`${request.base}${request.path}${request.query}`);
      return {
        status: 302,
        headers: { location: `http://localhost:${port}${SIGN_IN_PATH}?return_to=${back}` },
      };
    }
  }
}
