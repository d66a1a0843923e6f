/**
 * What goes wrong at the origin, one scenario a row: its status and the sentence that has to reach the terminal.
 * The sentences avoid what trips single clients (401, 403, parentheses, quotes); that is in the tables of
 * test/clients.
 */

export const SCENARIO_NAMES = [
  "refused",
  "unauthorized",
  "missing",
  "conflict",
  "limited",
  "broken",
  "down",
  "silent",
  "sign_in_page",
  "sign_in_redirect",
] as const;

/** The origin answers with a web page where the client wants a package; these have their own table. */
export const PAGE_SCENARIOS = ["sign_in_page", "sign_in_redirect"] as const;

export type PageScenario = (typeof PAGE_SCENARIOS)[number];

export function isPageScenario(name: ScenarioName): name is PageScenario {
  return PAGE_SCENARIOS.some((one) => one === name);
}

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export interface Scenario {
  readonly name: ScenarioName;
  /** What the origin answers; null if it gives no answer at all. */
  readonly status: number | null;
  /** What a person has to read on the terminal. */
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Long enough for a local origin under load, short enough for a client that tries six times. */
export const SILENT_TIMEOUT_MS = 1_000;

/** Followed by the host whose page it is. */
const SIGN_IN = "The registry's host answered with a sign-in page of";

export const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = {
  refused: answered("refused", 403, "The package is held back by policy 12; ask the platform team"),
  unauthorized: answered("unauthorized", 401, "The token ran out on 3 May; make a new one", {
    "www-authenticate": 'Basic realm="registry"',
  }),
  missing: answered("missing", 404, "The project tools holds no package of that name"),
  conflict: answered("conflict", 409, "Version 1.0.0 is there and may not be replaced"),
  limited: answered("limited", 429, "Your team has used up its share; wait a little", { "retry-after": "1" }),
  broken: answered("broken", 500, "The storage of the registry is read only until noon"),
  down: unanswered("down", "The registry behind this gateway could not be reached"),
  silent: unanswered("silent", "The registry behind this gateway did not answer within"),
  sign_in_page: answered("sign_in_page", 200, SIGN_IN),
  sign_in_redirect: answered("sign_in_redirect", 302, SIGN_IN),
};

function answered(
  name: ScenarioName,
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): Scenario {
  return { name, status, reason, headers };
}

function unanswered(name: ScenarioName, reason: string): Scenario {
  return { name, status: null, reason, headers: {} };
}
