/**
 * What `npm run check` and `npm run deploy` report about a configuration. Pure.
 */
import { changesFor, changeText } from "../config/changes.ts";
import { hintsOf } from "../config/hints.ts";
import { NOT_CONFIGURED } from "../config/not-configured.ts";
import { patternText } from "../config/path-pattern.ts";
import type { Route } from "../config/route.ts";
import { alertHints, alertLines } from "./alert-lines.ts";
import type { Checked } from "./checked.ts";
import type { Deployment } from "./deployment.ts";
import { helpLines } from "./help-lines.ts";
import { secretCommand } from "./required-secrets.ts";
import { sampleOriginProblems, settingsHints, settingsProblems } from "./wrangler-settings.ts";

/** Cloudflare, workers/platform/limits: the size of one variable. Whether it applies to tables is unverified. */
const VARIABLE_MAX_BYTES = 5_000;

export interface Report {
  /** False: it must not be deployed. */
  readonly ok: boolean;
  readonly lines: readonly string[];
}

export function checkReport(checked: Checked): Report {
  const { file, deployment, secrets } = checked;
  const { configuration, settings } = deployment;
  const isLocal = secrets.kind === "local";
  const mistakes = configuration.ok
    ? []
    : [NOT_CONFIGURED + configuration.problem, ...(configuration.others ?? [])];
  const routes = configuration.ok ? configuration.routes : [];
  const problems = [
    ...mistakes,
    ...sampleOriginProblems(routes),
    ...(isLocal ? [] : settingsProblems(settings, routes)),
  ];
  const servingHints = isLocal ? [] : settingsHints(settings, routes);
  const changes = changeLines(checked, routes);
  if (problems.length > 0) return { ok: false, lines: [...problems, ...servingHints, ...changes] };
  const hints = [
    ...servingHints,
    ...hintsOf(routes),
    ...secretLines(checked),
    ...alertHints(checked),
    ...sizeLines(deployment),
    ...changes,
  ];
  const verdict = hints.length === 0 ? ", all well" : "";
  const lines = [
    `${file}: ${counted(routes)}${verdict}.`,
    ...routes.flatMap(routeLines),
    ...alertLines(deployment),
    ...hints,
  ];
  return { ok: true, lines };
}

function counted({ length }: readonly Route[]): string {
  return length === 1 ? "1 route" : `${length} routes`;
}

/** A route, and below it its help; shown once for an id, which in a preset has several paths. */
function routeLines(route: Route, index: number, routes: readonly Route[]): string[] {
  const line = `  ${route.host ?? ""}${patternText(route)}  ${route.format}  ${route.id}`;
  const isFirst = routes.findIndex(({ id }) => id === route.id) === index;
  return isFirst ? [line, ...helpLines(route)] : [line];
}

function secretLines(checked: Checked): string[] {
  return [...checked.deployment.secrets].flatMap(([name, ids]) => secretLine(checked, name, ids) ?? []);
}

/** Null for one that is set. */
function secretLine(
  { environment, secrets }: Checked,
  name: string,
  ids: ReadonlySet<string>,
): string | null {
  const command = `\`${secretCommand(name, environment)}\``;
  switch (secrets.kind) {
    case "unseen":
      return `The secret ${name} can't be seen from here; set it with ${command}.`;
    case "set_on_cloudflare":
      return secrets.names.has(name) ? null : `${missing(name, ids)}; set it with ${command}.`;
    case "local":
      return `${missing(name, ids)}; put it into .dev.vars.`;
  }
}

/** The consequence that it names is that of `config/required-secrets.ts`. */
function missing(name: string, ids: ReadonlySet<string>): string {
  const of = ids.size === 1 ? "The route" : "The routes";
  return `The secret ${name} is not set. ${of} ${[...ids].join(", ")} will answer 500 without it`;
}

function sizeLines({ routesBytes }: Deployment): string[] {
  if (routesBytes <= VARIABLE_MAX_BYTES) return [];
  return [
    `ROUTES takes ${routesBytes} bytes, and Cloudflare allows ${VARIABLE_MAX_BYTES} for a variable. A preset takes none; otherwise split the routes over two Workers.`,
  ];
}

function changeLines({ deployment, since }: Checked, routes: readonly Route[]): string[] {
  const { variables, settings } = deployment;
  const written = { routes, variables, build: settings.build?.command ?? "" };
  return changesFor(written, since).map((change) => `Changed in ${change.version}: ${changeText(change)}`);
}
