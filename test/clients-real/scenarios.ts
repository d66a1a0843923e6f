/**
 * What goes wrong at the origin, one scenario a row: its status and the sentence that has to reach the terminal.
 * The sentences hold none of the traps of single clients (401, 403, parentheses, quotes); those are in the tables of
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
] as const;

export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export interface Scenario {
  readonly name: ScenarioName;
  /** What the origin answers; null where it gives no answer at all. */
  readonly status: number | null;
  /** What a person has to read on the terminal. */
  readonly reason: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Long enough for a local origin under load, short enough for a client that asks six times. */
export const SILENT_TIMEOUT_MS = 1_000;

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
