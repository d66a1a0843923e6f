/** Sends requests over sockets, to the origin itself and through the gateway. */
import { ask } from "../../sockets/client.ts";
import type { Json } from "../../sockets/miniflare.ts";
import { Origin } from "../../sockets/origin.ts";
import { withGateway } from "../gateway.ts";
import { type LintCase, OPERATORS_TOKEN, type SpokenCase } from "./cases.ts";
import type { Message } from "./httplint.ts";

const HOST = "packages.example";
const AGENT = { "User-Agent": "lint/1.0" };

export interface Heard {
  readonly lintCase: LintCase;
  /** The origin's own answer; null where Outspoken speaks instead. */
  readonly direct: Message | null;
  readonly gateway: Message;
}

/** Each has its own origin and route, in one gateway. */
export async function hearAll(
  script: string,
  passed: readonly LintCase[],
  spoken: readonly SpokenCase[],
): Promise<readonly Heard[]> {
  const all = [...passed, ...spoken];
  const origins: Origin[] = [];
  try {
    for (const lintCase of all) {
      const origin = await Origin.start();
      origin.on("*", lintCase.script(origin.url));
      origins.push(origin);
    }
    const routes = all.map(({ route }, index): Json => {
      return { ...route, path: `/${index}/*`, id: `route-${index}`, origin: origins[index]?.url ?? "" };
    });
    const variables = { ADMIN_TOKEN: OPERATORS_TOKEN, ROUTES: routes };
    return await withGateway(script, variables, async (url) => {
      const heard: Heard[] = [];
      for (const [index, lintCase] of all.entries()) {
        const port = origins[index]?.port ?? 0;
        heard.push({
          lintCase,
          direct: passed.includes(lintCase) ? await messageOf(lintCase, port, lintCase.path) : null,
          gateway: await messageOf(
            lintCase,
            Number(new URL(url).port),
            lintCase.outside ?? `/${index}${lintCase.path}`,
          ),
        });
      }
      return heard;
    });
  } finally {
    for (const origin of origins) await origin.close();
  }
}

/** An answer that never arrives has status 0. */
async function messageOf(
  { name, ask: options = {} }: LintCase,
  port: number,
  target: string,
): Promise<Message> {
  const { method = "GET", headers = {} } = options;
  const fields = { ...AGENT, ...headers };
  const answer = await ask(port, target, { ...options, headers: fields });
  return {
    name,
    request: { method, url: `http://${HOST}${target}`, fields: Object.entries(fields) },
    answer: {
      status: answer.status,
      phrase: answer.phrase,
      fields: answer.headers,
      content: answer.body,
      complete: answer.complete,
    },
  };
}
