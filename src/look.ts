/**
 * Looking for web pages in the place of packages (the route's `web_pages`).
 */
import { originHost } from "./config/route.ts";
import { originUrl } from "./request/origin-url.ts";
import { originAuthOf, type RequestContext } from "./request-context.ts";
import { withoutOriginAuth } from "./response/credential-echo.ts";
import { loadPages } from "./response/hear-answer.ts";
import type { Looked } from "./response/read-web-page.ts";
import { copied, type Suspicion, suspicionOf } from "./response/web-page.ts";

/** What an answer may be instead of what was asked for, by its head; null for nearly every one. */
export function suspect(context: RequestContext, answer: Response): Suspicion | null {
  const { mode, route, format, clientRequest } = context;
  if (mode === "off" || route.webPages === "pass") return null;
  return suspicionOf(answer, clientRequest, format.expected);
}

/** Whether it is that. `onSlow` is called when it takes longer than a blink. Never rejects. */
export async function look(
  context: RequestContext,
  suspicion: Suspicion,
  answer: Response,
  onSlow: () => void,
): Promise<Looked> {
  const { request, route, target, deadline } = context;
  const url = originUrl(route, target, request.url);
  const { lookAt } = await loadPages();
  return lookAt(suspicion, answer, {
    url: url.kind === "url" ? url.url : request.url,
    originHost: originHost(route.origin, target.host),
    copy: copied,
    mask: (page) => withoutOriginAuth(page, originAuthOf(context)),
    deadline,
    onSlow,
  });
}
