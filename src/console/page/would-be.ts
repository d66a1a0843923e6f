/** For a failure that was only observed: what Outspoken would have answered. */
import { html } from "hono/html";
import type { StoredFailure } from "../../analytics/store.ts";
import { configurationOf } from "../../config/deployed-configuration.ts";
import type { Env } from "../../env.ts";
import { httpText } from "../try-out/try-out.ts";
import { wouldBe } from "../try-out/would-be.ts";
import type { Markup } from "./layout.ts";
import { block } from "./try-out.ts";

/** Empty for a failure that was spoken, or whose client left. */
export async function wouldBePart(env: Env, failure: StoredFailure): Promise<Markup | string> {
  if (failure.mode !== "observe" || failure.cause === "aborted") return "";
  const configuration = configurationOf(env);
  const route = configuration.ok ? configuration.routes.find(({ id }) => id === failure.route) : undefined;
  const said = await wouldBe(failure, route ?? null);
  if (said === null) return "";
  const { terminal, answer } = said;
  return html`<section><h2>What Outspoken would have said</h2>
<p class="note">The route was only observed: the client got ${failure.origin_status === 0 ? "a plain line" : "the origin's own answer, untouched"}. Only the counted fields are kept, so this answer is made from them, for a request that the client is known to make.</p>
<div class="beside">${
    terminal === null
      ? ""
      : html`${
          terminal.showsOfStatus === null
            ? ""
            : block(
                `${terminal.program}, given a bare ${failure.origin_status}: what it prints if it finds no message`,
                terminal.showsOfStatus,
              )
        }
${block(`${terminal.program}, with the route on`, terminal.shows)}`
  }</div>
${block("Outspoken would have answered", httpText(answer))}</section>`;
}
