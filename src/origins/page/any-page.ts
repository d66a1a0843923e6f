/**
 * Any other HTML page, read the way a person would.
 */
import type { Shape } from "../said.ts";
import type { Page } from "./page.ts";
import { readScored } from "./scoring.ts";

export const anyPage: Shape<Page> = { name: "html", read: readScored };
