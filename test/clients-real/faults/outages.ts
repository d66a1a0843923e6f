/**
 * An origin that dies in the middle of an install, next to a second one with the same content: what the client gets is
 * complete and right, and each answer of the second is counted once.
 */
import type { Exchange } from "../../sockets/exchange.ts";
import { digest } from "../origin/archives.ts";
import type { Counted, Fault, Place } from "./fault.ts";
import { AT_ONCE, TREES, type Tree } from "./outage-trees.ts";

const DEATHS = {
  resets: (exchange: Exchange) => exchange.reset(),
  "is silent": (exchange: Exchange) => exchange.closes(),
} as const;

/** Of the gateway's route; a silent origin uses up half of it. */
const TIMEOUT_MS = 2_000;
const FAILURES = 2;
/** Longer than any of these runs. */
const OPEN_SECONDS = 120;

let rules = 0;

function outage(tree: Tree, death: keyof typeof DEATHS, hasBreaker: boolean): Fault {
  const helpers = hasBreaker ? "a second origin and a breaker" : "a second origin";
  const slug = `${tree.client}-${death.replace(" ", "-")}${hasBreaker ? "-breaker" : ""}`;
  const prefix = `${tree.root}/outage-${slug}`;
  // Different rules have different breakers.
  rules += 1;
  const breaker = { failures: FAILURES, open_seconds: OPEN_SECONDS + rules };
  return {
    name: `${tree.client} finishes while its origin ${death}, with ${helpers}`,
    client: tree.client,
    format: tree.format,
    prefix,
    needs: [tree.path],
    ends: "well",
    endsWithout: "badly",
    route: (otherUrl) => ({
      timeout_ms: TIMEOUT_MS,
      fallback: { origin: otherUrl },
      ...(hasBreaker ? { breaker } : {}),
    }),
    serve: (place) => serve(place, tree, DEATHS[death]),
    command: (run) => tree.command(run, prefix),
    problems: (place, { exit, terminal }, counted) => {
      if (counted === null) return [];
      const missing = exit === 0 ? tree.digests.filter((known) => !terminal.includes(known)) : [];
      return [
        ...(missing.length > 0 ? [`${missing.length} of ${tree.digests.length} files are not right`] : []),
        ...miscounted(place, counted),
        ...(hasBreaker ? askedTheDead(place, tree) : []),
      ];
    },
  };
}

/** The first origin answers until it dies, the second one all the time. */
function serve(place: Place, tree: Tree, die: (exchange: Exchange) => void | Promise<void>): void {
  let answered = 0;
  for (const { path, type, body } of tree.files(place.url)) {
    place.on(path, async (exchange) => {
      answered += 1;
      if (answered > tree.diesAfter) await die(exchange);
      else give(exchange, type, body);
    });
  }
  for (const { path, type, body } of tree.files(place.otherUrl))
    place.onOther(path, (exchange) => give(exchange, type, body));
}

function give(exchange: Exchange, type: string, body: string | Buffer): void {
  const headers = { "Content-Type": type, ETag: `"${digest("md5", body)}"` };
  exchange.answer("200 OK", headers, body);
}

function miscounted(place: Place, { failures, fallbacks }: Counted): string[] {
  const asked = place.seenByOther().length;
  return [
    ...(asked > 0 ? [] : ["the second origin got no request"]),
    ...(fallbacks === asked ? [] : [`${fallbacks} of the second origin's ${asked} answers were counted`]),
    ...(failures === 0 ? [] : [`${failures} failures were counted that no client saw`]),
  ];
}

function askedTheDead(place: Place, { diesAfter }: Tree): string[] {
  const seen = place.seen();
  if (seen.length < diesAfter) return ["the first origin did not live long enough"];
  // Some arrive twice: workerd retries what was lost on a reused connection.
  const asked = new Set(seen.slice(diesAfter).map(({ target }) => target)).size;
  return asked <= FAILURES + AT_ONCE
    ? []
    : [`the first origin got ${asked} different requests when it was dead`];
}

export const outages: readonly Fault[] = TREES.flatMap((tree) =>
  [false, true].flatMap((hasBreaker) => [
    outage(tree, "resets", hasBreaker),
    outage(tree, "is silent", hasBreaker),
  ]),
);
