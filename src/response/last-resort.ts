/**
 * Routes with `last_resort = true`: the client module's answer instead of the ordinary form.
 */
import type { ClientFormat, ClientRequest, Spoken } from "../clients/shared/client.ts";
import { sentence } from "../clients/shared/speech.ts";
import type { Env } from "../env.ts";
import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { signPath } from "./text-in-path.ts";

/** The last resort of this client for this failure, or null if it has none. */
export async function speakLastResort(
  format: ClientFormat,
  failure: Failure,
  asked: ClientRequest,
  env: Env,
): Promise<Spoken | null> {
  const last = format.lastResort?.(failure, asked) ?? null;
  if (last === null) return null;
  switch (last.kind) {
    case "answer":
      return last.spoken;
    case "text_in_path": {
      const secret = whySecret(env);
      if (secret === null) return null;
      const location = await signPath(
        // Without help: a path can't contain a URL.
        { ...failure, reason: sentence({ ...failure, help: null }) },
        secret,
      );
      return {
        status: 302,
        phrase: statusPhrase(302),
        contentType: "text/plain; charset=utf-8",
        headers: { location },
        body: `${sentence(failure)}\n`,
      };
    }
  }
}

/** The secret that signs such paths; without it the channel is not used. */
export function whySecret(env: Env): string | null {
  const secret = env.WHY_SECRET;
  return typeof secret === "string" && secret !== "" ? secret : null;
}
