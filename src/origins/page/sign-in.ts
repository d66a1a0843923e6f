/**
 * A sign-in page where a package was asked for: an authentication failure in disguise, whatever its status. Its
 * words are about signing in with a browser and no reason.
 */
import { SAID_NOTHING, type Shape } from "../said.ts";
import type { Page } from "./page.ts";

export const signInPage: Shape<Page> = {
  name: "sign-in",
  read(page) {
    return page.asksPassword ? SAID_NOTHING : null;
  },
};
