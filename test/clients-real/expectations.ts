/**
 * What each program's terminal shows in each scenario. Anything not listed is expected to be shown clean and once.
 */
import type { OperationName, Program } from "./programs/program.ts";
import type { ScenarioName } from "./scenarios.ts";

export type Expectation =
  | { readonly kind: "shown" }
  /** More than once, because of the program. */
  | { readonly kind: "repeated"; readonly because: string }
  /** Inside JSON or a byte string, because of the program. */
  | { readonly kind: "raw"; readonly because: string }
  | { readonly kind: "silent"; readonly because: string }
  /** Nothing, unless the route has `last_resort = true`. */
  | { readonly kind: "last_resort"; readonly because: string };

type ByScenario = Readonly<Partial<Record<ScenarioName | "any", Expectation>>>;
type ByOperation = Readonly<Partial<Record<OperationName | "any", ByScenario>>>;

const SHOWN: Expectation = { kind: "shown" };
const silent = (because: string): Expectation => ({ kind: "silent", because });
const raw = (because: string): Expectation => ({ kind: "raw", because });
const repeated = (because: string): Expectation => ({ kind: "repeated", because });
const lastResort = (because: string): Expectation => ({ kind: "last_resort", because });

const NOT_FOUND = silent("takes a 404 as 'not there' and says so in its own words");
const FIXED_TEXT = silent("prints its own text and the status");
const HEAD = silent("sends HEAD, which the origin answers with nothing but the status");
const ASKS = silent("takes a 401 as a request for credentials");
const ASKS_FOR_CREDENTIALS = silent("says that authentication is required, and how to configure it");
const BLOB = silent("a blob may be a page: it passes, without the size or digest that the client expects");
const NO_RESULT = silent("takes a 401, 403 or 404 as 'no result'");
const PREFIXES = repeated("requests a list of prefixes first, and warns");
const CAUSE_AGAIN = repeated("prints the cause again at the end");
const OLD_IMAGE_LIBRARY = silent("this version of its library prints the status in its own words here");
const TRIES_PRINTED = repeated("prints it for each try");
const WARNED = repeated("prints it as a warning and again at the end");
const TWICE_PRINTED = repeated("prints it as it happens and again at the end");

/** By program (`pnpm 12`) or family (`pnpm`); the program's own rows come first. */
const EXPECTATIONS: Readonly<Record<string, ByOperation>> = {
  // JavaScript
  "pnpm 11": {
    publish: {
      unauthorized: silent("prints the challenge of a 401, not its text"),
      any: repeated("prints it as an error and again in its last line"),
    },
  },
  "pnpm 12": { download: { any: FIXED_TEXT } },
  yarn: {
    any: { broken: FIXED_TEXT, down: FIXED_TEXT, silent: FIXED_TEXT },
    download: { any: FIXED_TEXT },
  },
  "yarn-berry": {
    any: { unauthorized: silent("reports a 401 as 'invalid authentication', in its own words") },
  },
  bun: {
    install: { unauthorized: FIXED_TEXT, any: lastResort("prints the URL and the status") },
    download: { any: lastResort("prints the URL and the status") },
    publish: { unauthorized: silent("prints the challenge of a 401, not its text") },
  },
  deno: { any: { missing: NOT_FOUND } },
  renovate: {
    install: {
      refused: NO_RESULT,
      unauthorized: NO_RESULT,
      missing: NO_RESULT,
      any: raw("logs the error as an object"),
    },
  },
  // Python
  pip: {
    install: {
      unauthorized: silent("treats a failed index page as empty"),
      missing: silent("treats a failed index page as empty"),
      limited: silent("retries this by itself, silently"),
      broken: silent("retries this by itself, silently"),
      any: lastResort("treats a failed index page as empty"),
    },
    download: { broken: silent("its HTTP library retries a 500 and drops the last answer") },
  },
  uv: {
    install: {
      refused: silent("treats an index page with 401, 403 or 404 as empty"),
      unauthorized: silent("treats an index page with 401, 403 or 404 as empty"),
      missing: silent("treats an index page with 401, 403 or 404 as empty"),
      sign_in_page: silent("says that the index returned a 403, and to look at the credentials"),
      sign_in_redirect: silent("says that the index returned a 403, and to look at the credentials"),
    },
    download: { broken: HEAD },
  },
  twine: { publish: { broken: TRIES_PRINTED, down: TRIES_PRINTED, silent: TRIES_PRINTED } },
  poetry: {
    install: {
      refused: silent("treats an index page with 401, 403 or 404 as empty"),
      unauthorized: silent("treats an index page with 401, 403 or 404 as empty"),
      missing: silent("treats an index page with 401, 403 or 404 as empty"),
    },
    publish: { any: raw("prints the body as a byte string") },
  },
  pdm: { any: { any: silent("its cache drops the phrase, and it reads no body") } },
  // JVM
  maven: { any: { missing: NOT_FOUND } },
  "Maven 4.0.0-rc-5": {
    install: {
      missing: NOT_FOUND,
      unauthorized: silent("gives up after three 401s, in its own words"),
      any: PREFIXES,
    },
    download: { missing: NOT_FOUND, any: CAUSE_AGAIN },
    publish: { any: silent("its transport reads problem+json on GET only") },
  },
  "Maven 4.0.0-rc-6": { download: { missing: NOT_FOUND, any: CAUSE_AGAIN } },
  gradle: { any: { missing: NOT_FOUND } },
  coursier: { any: { any: FIXED_TEXT } },
  // Ruby
  gem: {
    install: { missing: NOT_FOUND },
    download: { any: repeated("prints the exception of its thread and the error") },
  },
  bundler: {
    install: {
      refused: FIXED_TEXT,
      unauthorized: FIXED_TEXT,
      sign_in_page: ASKS_FOR_CREDENTIALS,
      sign_in_redirect: ASKS_FOR_CREDENTIALS,
    },
    download: { any: SHOWN },
  },
  // Others
  cargo: { install: { missing: NOT_FOUND } },
  rebar3: { any: { any: silent("says only that it failed; the rest is for DEBUG=1") } },
  conan: {
    install: { unauthorized: FIXED_TEXT, missing: NOT_FOUND },
    download: { missing: NOT_FOUND, broken: FIXED_TEXT, silent: FIXED_TEXT },
    publish: {
      unauthorized: FIXED_TEXT,
      conflict: repeated("prints it for each file"),
      limited: repeated("prints it for each file"),
      broken: repeated("prints it for each file"),
      silent: repeated("prints it for each file"),
    },
    login: { unauthorized: FIXED_TEXT, any: raw("prints the body as a byte string") },
  },
  nuget: {
    install: { unauthorized: ASKS, any: repeated("requests it twice, and prints the reason each time") },
  },
  hf: { install: { any: HEAD, down: SHOWN } },
  anthropic: { call: { any: raw("prints the whole error object") } },
  curl: { call: { any: raw("prints the body, and an API's JSON stays JSON"), down: SHOWN, silent: SHOWN } },
  // Containers
  docker: {
    download: { missing: FIXED_TEXT },
    login: { any: FIXED_TEXT },
  },
  containerd: {
    install: { any: HEAD, down: SHOWN, silent: SHOWN, missing: NOT_FOUND },
    download: { missing: NOT_FOUND },
  },
  skopeo: {
    any: { down: OLD_IMAGE_LIBRARY },
    download: { any: OLD_IMAGE_LIBRARY },
    login: { any: OLD_IMAGE_LIBRARY },
  },
  podman: {
    any: { down: OLD_IMAGE_LIBRARY, limited: TRIES_PRINTED },
    download: { any: OLD_IMAGE_LIBRARY },
    login: { any: OLD_IMAGE_LIBRARY },
  },
  buildah: { install: { down: OLD_IMAGE_LIBRARY, limited: TRIES_PRINTED } },
  crane: {
    any: { limited: TRIES_PRINTED, broken: TRIES_PRINTED, down: TRIES_PRINTED, silent: TRIES_PRINTED },
    download: { sign_in_page: BLOB },
  },
  regctl: {
    any: { unauthorized: ASKS },
    install: { unauthorized: ASKS, limited: SHOWN, any: WARNED },
    download: { sign_in_page: BLOB },
    publish: { unauthorized: ASKS, limited: SHOWN, any: WARNED },
  },
  oras: {
    download: { sign_in_page: BLOB },
    any: { missing: NOT_FOUND },
    install: { missing: NOT_FOUND, unauthorized: ASKS },
    publish: { unauthorized: ASKS },
  },
  "helm-oci": {
    download: { sign_in_page: BLOB },
    any: { missing: NOT_FOUND },
    install: { missing: NOT_FOUND, unauthorized: ASKS },
    publish: { unauthorized: ASKS, down: HEAD },
  },
  // System
  apt: { any: { any: TWICE_PRINTED } },
  dput: { publish: { refused: repeated("prints it for each file") } },
  zypper: { any: { any: silent("prints its own text, the URL and sometimes the status") } },
  dnf: { install: { unauthorized: FIXED_TEXT, any: lastResort("prints the URL and the status") } },
  "git-lfs": { any: { unauthorized: ASKS, limited: FIXED_TEXT } },
  tofu: { any: { missing: NOT_FOUND }, download: { any: FIXED_TEXT } },
  wget: { call: { unauthorized: ASKS, silent: silent("takes a 504 for a network failure") } },
  "ansible-galaxy": {
    install: { missing: NOT_FOUND, down: silent("retries a 502 and then trips over its own cache") },
  },
};

export function expectation(program: Program, operation: OperationName, scenario: ScenarioName): Expectation {
  for (const key of [program.name, program.family]) {
    const rows = EXPECTATIONS[key];
    for (const row of [rows?.[operation], rows?.any]) {
      const found = row?.[scenario] ?? row?.any;
      if (found !== undefined) return found;
    }
  }
  return SHOWN;
}

/** Where a program rightly behaves differently behind the gateway. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  "yarn 1 publish unauthorized": "takes a 401 for a success unless its body has `error`",
  "yarn 1 publish missing": "takes a 404 for a success unless its body has `error`",
  "yarn 1 download": "randomly retries a tarball if head and body of the refusal arrive in two packets",
};

/** Requests that a program sends in some runs only, also without the gateway: they are not compared. By the program's name. */
const IN_SOME_RUNS: readonly (readonly [program: RegExp, request: RegExp])[] = [
  // Maven's list of a repository's prefixes.
  [/^Maven 4/, /\/\.meta\/prefixes\.txt(?:\s|$)/],
  // Whether there is a newer pnpm.
  [/^pnpm/, /\/npm\/pnpm(?:\s|$)/],
];

/** In: a request's line. Out: whether it may be missing in one of two equal runs. */
export function isInSomeRuns(program: Program, line: string): boolean {
  return IN_SOME_RUNS.some(([name, request]) => name.test(program.name) && request.test(line));
}

/** Why other requests or another exit code are right here; null if they are not. */
export function allowedDifference(
  program: Program,
  operation: OperationName,
  scenario: ScenarioName,
): string | null {
  const key = `${program.name} ${operation}`;
  return DIFFERENCES[`${key} ${scenario}`] ?? DIFFERENCES[key] ?? null;
}
