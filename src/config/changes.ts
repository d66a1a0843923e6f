/**
 * What in an older version's configuration now means something else, and what its operator has to do: the table that
 * CHANGELOG.md repeats, and which rows of it concern a file. Pure.
 */
import { originHost, type Route } from "./route.ts";

/** The versions to upgrade from, the oldest first. */
export const EARLIER_VERSIONS = ["0.1.0"] as const;
export type EarlierVersion = (typeof EARLIER_VERSIONS)[number];

export interface Change {
  /** The version that brought it. */
  readonly version: "0.2.0";
  /** As operators write it: a field, a variable, a name in queries. */
  readonly field: string;
  readonly changed: string;
  readonly toDo: string;
  readonly concerns: (written: Written) => boolean;
}

/** What an operator has written, as far as changes concern it. */
export interface Written {
  readonly routes: readonly Route[];
  /** The names of the variables. */
  readonly variables: ReadonlySet<string>;
  /** The command of `[build]`. */
  readonly build: string;
}

export const CHANGES: readonly Change[] = [
  {
    version: "0.2.0",
    field: "`[build]` and `[[rules]]`",
    changed: "the Worker has more modules than they make, and the deploy fails",
    toDo: "Copy both from this version's `wrangler.toml`",
    concerns: ({ build }) => versionBuilding(build) === "0.1.0",
  },
  {
    version: "0.2.0",
    field: "`timeout_ms`",
    changed:
      "without it, a publish is now waited for as long as the clients that publish wait; a number limits reads and publishes alike, as before",
    toDo: "Where the number was there for slow publishes, leave it out or write `{ read, write }`",
    concerns: ({ routes }) =>
      routes.some(({ timeoutMs: { read, write } }) => read !== null && read === write),
  },
  {
    version: "0.2.0",
    field: "`origin_auth`",
    changed:
      "a refusal by policy keeps its 403 and its reason; 502 means that the origin refused the gateway's own credentials",
    toDo: "Where an alert waits for 502, let it look for the category `blocked` too",
    concerns: ({ routes }) => routes.some(({ originAuth }) => originAuth !== null),
  },
  {
    version: "0.2.0",
    field: "`status_rules`",
    changed: "in package formats a code such as `NOT_FOUND` no longer changes the status of an origin's 500",
    toDo: "Write a rule for an origin that answers so",
    concerns: hasPackages,
  },
  {
    version: "0.2.0",
    field: "`trusts`",
    changed:
      "a URL of another route's origin keeps naming that origin, so that no credential for one reaches the other",
    toDo: "Where both take the same credentials, name the other route here, or clients go past the gateway",
    concerns: ({ routes }) => routes.some((route) => isApart(route, routes)),
  },
  {
    version: "0.2.0",
    field: "`web_pages`",
    changed: "a web page instead of a package is a failure now: 502, or 403 where it asks to sign in",
    toDo: 'Where that is wrong, `web_pages = "pass"` lets them pass as before',
    concerns: hasPackages,
  },
  {
    version: "0.2.0",
    field: "`last_resort`",
    changed: "data point and log line have the status that was sent, 200 or 302, and no longer the refusal's",
    toDo: "Let queries count those refusals by category",
    concerns: ({ routes }) => routes.some(({ lastResort }) => lastResort),
  },
  {
    version: "0.2.0",
    field: "`ACCOUNT_ID`",
    changed: "failures are looked up through the binding `ANALYTICS`, which needs no token",
    toDo: "Bind it (`[analytics]`); then `ACCOUNT_ID` and the secret `ANALYTICS_TOKEN` may go",
    concerns: ({ variables }) => variables.has("ACCOUNT_ID"),
  },
  {
    version: "0.2.0",
    field: "`blob1`, the category",
    changed:
      "refusals by policy are `blocked` (they were `forbidden`), a 404 to a mere question is a `probe` (it was `not_found`), and `maintenance` is new",
    toDo: "Let queries and alerts that leave out `challenge` leave out `probe` too",
    concerns: everyFile,
  },
  {
    version: "0.2.0",
    field: "`blob13` to `blob15`",
    changed: "package, version and mode are new, behind the others; the log line has them by name",
    toDo: "Where a route is observed, count `mode` `on` for what clients were really told",
    concerns: everyFile,
  },
  {
    version: "0.2.0",
    field: "`Remote-User`, `X-HTTP-Method-Override`, `X-JFrog-Override-Base-Url`",
    changed: "origins no longer get these from clients, nor other headers that only a proxy may set",
    toDo: "Where an origin needs one, send it from a secret with `origin_headers`",
    concerns: everyFile,
  },
];

/** In: what is written; the version it was written for, or null. Out: the changes since then that concern it. */
export function changesFor(written: Written, since: EarlierVersion | null): readonly Change[] {
  // There is one earlier version, and every change is newer.
  if (since === null && versionBuilding(written.build) === null) return [];
  return CHANGES.filter(({ concerns }) => concerns(written));
}

export function changeText({ field, changed, toDo }: Change): string {
  return `${field}: ${changed}. ${toDo}.`;
}

/** The earlier version whose sample had that command; null if it is this version's, or the operator's own. */
function versionBuilding(command: string): EarlierVersion | null {
  return /--chunk-names=gateway\b/.test(command) ? "0.1.0" : null;
}

function everyFile(): boolean {
  return true;
}

function hasPackages({ routes }: Written): boolean {
  return routes.some(({ format }) => format !== "generic" && format !== "openai" && format !== "anthropic");
}

/** Whether there is another origin whose URLs the route leaves as they are, with no trust between routes of the two. */
function isApart({ origin, rewriteUrls }: Route, routes: readonly Route[]): boolean {
  const hostOf = (route: Pick<Route, "origin">) => originHost(route.origin, "");
  const own = routes.filter((route) => hostOf(route) === hostOf({ origin }));
  const trust = (one: Route, other: Route) => one.trusts.includes(other.id) || other.trusts.includes(one.id);
  const isUntrusted = (other: Route) => {
    const theirs = routes.filter((route) => hostOf(route) === hostOf(other));
    return (
      hostOf(other) !== hostOf({ origin }) && !own.some((one) => theirs.some((their) => trust(one, their)))
    );
  };
  return rewriteUrls && routes.some(isUntrusted);
}
