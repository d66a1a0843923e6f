/** The console's JSON API, below `/-/outspoken/api`. Authentication is in `app.ts`; what the calls take is in `requests.ts`. */
import { Hono } from "hono/tiny";
import * as v from "valibot";
import { failureStore, NO_STORE } from "../../analytics/lookup.ts";
import {
  type Cursor,
  type FailureFilter,
  type FailureStore,
  StoreUnavailable,
} from "../../analytics/store.ts";
import { settingText } from "../../config/setting-text.ts";
import { parseJson } from "../../text/json.ts";
import { alertStates } from "../alerts/alert-states.ts";
import { sendTest } from "../alerts/test-message.ts";
import { limitBody } from "../body.ts";
import type { ConsoleContext as App, ConsoleEnv } from "../context.ts";
import { type FieldProblem, fieldsProblem, problemResponse } from "../problem.ts";
import { placeOf } from "../search/place.ts";
import { answerSearch } from "../search/search.ts";
import { readAudit } from "../switch-audit.ts";
import { switchStates, throwSwitch } from "../switch-states.ts";
import { tryOut } from "../try-out/try-out.ts";
import { VERSION } from "../version.ts";
import {
  alertAnswer,
  changeAnswer,
  cursorOf,
  cursorText,
  failureAnswer,
  originAnswer,
  packageAnswer,
  searchAnswer,
  switchAnswer,
  tryOutAnswer,
} from "./answers.ts";
import { failuresCsv } from "./csv.ts";
import { isoTime, periodOf, stepOf } from "./period.ts";
import { CALLS, REF_PATTERN } from "./requests.ts";

const LIMITED_BODY = limitBody(() => problemResponse(413, "The body must be at most 64 KiB long"));

/** `openApi` is the text of `openapi.json`. */
export function apiOf(openApi: string): Hono<ConsoleEnv> {
  const api = new Hono<ConsoleEnv>();

  api.get(CALLS.listFailures.path, (c) =>
    withQuery(c, CALLS.listFailures.query, async (store, query, filter) => {
      const page = await store.list(filter, query.limit, cursorOf(query.cursor));
      return c.json({ failures: page.failures.map(failureAnswer), next_cursor: cursorText(page.next) });
    }),
  );
  api.get(CALLS.exportFailures.path, (c) =>
    withQuery(c, CALLS.exportFailures.query, async (store, query, filter) => {
      const page = await store.list(filter, query.limit, cursorOf(query.cursor));
      const further =
        page.next === null ? {} : { link: `<${nextAddress(c, page.next, filter)}>; rel="next"` };
      return c.body(failuresCsv(page.failures), 200, { ...CSV_HEADERS, ...further });
    }),
  );
  api.get(CALLS.getFailure.path, (c) => getFailure(c, c.req.param("ref")));
  api.get(CALLS.countFailures.path, (c) =>
    withQuery(c, CALLS.countFailures.query, async (store, { by, limit }, filter) => {
      const groups = await store.countsBy(filter, by, limit);
      const counts = groups.map(({ values, failures }) => ({ ...values, failures }));
      return c.json({ ...spanOf(filter), groups: counts });
    }),
  );
  api.get(CALLS.countFailuresOverTime.path, (c) =>
    withQuery(c, CALLS.countFailuresOverTime.query, async (store, query, filter) => {
      const step = query.step_seconds ?? stepOf(filter);
      const counts = await store.countsOverTime(filter, step);
      const parts = counts.map(({ at, category, failures }) => ({ at: isoTime(at), category, failures }));
      return c.json({ ...spanOf(filter), step_seconds: step, counts: parts });
    }),
  );
  api.get(CALLS.listReasons.path, (c) =>
    withQuery(c, CALLS.listReasons.query, async (store, { limit }, filter) => {
      const reasons = await store.topReasons(filter, limit);
      const listed = reasons.map(({ lastAt, ...reason }) => ({ ...reason, last_at: isoTime(lastAt) }));
      return c.json({ ...spanOf(filter), reasons: listed });
    }),
  );
  api.get(CALLS.listPackages.path, (c) =>
    withQuery(c, CALLS.listPackages.query, async (store, { limit }, filter) => {
      const packages = await store.topPackages(filter, limit);
      return c.json({ ...spanOf(filter), packages: packages.map(packageAnswer) });
    }),
  );
  api.get(CALLS.listOrigins.path, (c) =>
    withQuery(c, CALLS.listOrigins.query, async (store, { limit }, filter) => {
      const origins = await store.topOrigins(filter, limit);
      return c.json({ ...spanOf(filter), origins: origins.map(originAnswer) });
    }),
  );

  api.get(CALLS.search.path, async (c) => {
    const query = v.safeParse(CALLS.search.query, c.req.query());
    if (!query.success) return fieldsProblem(query.issues.map(fieldProblem));
    const store = failureStore(c.env);
    if (store === null) return problemResponse(503, NO_STORE);
    const { q, limit } = query.output;
    return c.json(searchAnswer(await answerSearch(store, q, { ...placeOf(c), limit })));
  });
  api.get(CALLS.listSwitches.path, async (c) => {
    const { states, trouble } = await switchStates(c.env);
    return c.json({ switches: states.map(switchAnswer), trouble });
  });
  api.get(CALLS.listSwitchChanges.path, async (c) => {
    const { changes, trouble } = await readAudit(c.env);
    return c.json({ changes: changes.map(changeAnswer), trouble });
  });
  api.put(CALLS.setSwitch.path, LIMITED_BODY, (c) =>
    withBody(c, CALLS.setSwitch.body, ({ value }) =>
      setSwitch(c, c.req.param("route"), typeof value === "string" ? value.trim() : JSON.stringify(value)),
    ),
  );
  api.delete(CALLS.clearSwitch.path, (c) => setSwitch(c, c.req.param("route"), null));

  api.get(CALLS.listAlerts.path, async (c) => {
    const { alerts, ...rest } = await alertStates(c.env, Date.now());
    return c.json({ alerts: alerts.map(alertAnswer), ...rest });
  });
  api.post(CALLS.testAlerts.path, (c) => testAlerts(c));

  api.post(CALLS.tryOut.path, LIMITED_BODY, (c) =>
    withBody(c, CALLS.tryOut.body, async ({ user_agent: userAgent, ...wanted }) =>
      c.json(tryOutAnswer(await tryOut({ ...wanted, userAgent }))),
    ),
  );
  api.get(CALLS.getVersion.path, (c) => c.json({ version: VERSION }));
  api.get(CALLS.describeApi.path, (c) => c.body(openApi, 200, { "content-type": "application/json" }));

  for (const [path, methods] of methodsByPath())
    api.all(path, () =>
      problemResponse(405, `This call takes ${methods.join(", ")}`, [], { allow: methods.join(", ") }),
    );

  api.onError((error) => {
    if (error instanceof StoreUnavailable) return problemResponse(502, error.message);
    throw error;
  });
  return api;
}

/** `HEAD` is allowed wherever `GET` is. */
function methodsByPath(): ReadonlyMap<string, readonly string[]> {
  const byPath = Map.groupBy(Object.values(CALLS), ({ path }) => path);
  return new Map(
    [...byPath].map(([path, calls]) => [
      path,
      calls.flatMap(({ method }) => (method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()])),
    ]),
  );
}

interface QueryPeriod {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

const CSV_HEADERS = {
  "content-type": "text/csv; charset=utf-8; header=present",
  "content-disposition": 'attachment; filename="outspoken-failures.csv"',
};

/** With the span of this page, which would otherwise move on with the time. */
function nextAddress(c: App, next: Cursor, filter: FailureFilter): string {
  const query = { ...c.req.query(), ...spanOf(filter), cursor: cursorText(next) ?? "" };
  return `?${new URLSearchParams(query)}`;
}

/** Checks the query, finds the store, and sends what `answer` returns for them. */
async function withQuery<Query extends QueryPeriod & Omit<FailureFilter, "since" | "until">>(
  c: App,
  schema: v.GenericSchema<unknown, Query>,
  answer: (store: FailureStore, query: Query, filter: FailureFilter) => Promise<Response>,
): Promise<Response> {
  const query = v.safeParse(schema, c.req.query());
  if (!query.success) return fieldsProblem(query.issues.map(fieldProblem));
  const { since, until } = query.output;
  const period = periodOf(since, until);
  if ("problem" in period) return fieldsProblem([period.problem]);
  const store = failureStore(c.env);
  if (store === null) return problemResponse(503, NO_STORE);
  return answer(store, query.output, { ...query.output, ...period.period });
}

async function withBody<Body>(
  c: App,
  schema: v.GenericSchema<unknown, Body>,
  answer: (body: Body) => Promise<Response>,
): Promise<Response> {
  const body = v.safeParse(schema, parseJson(await c.req.text()));
  return body.success ? answer(body.output) : fieldsProblem(body.issues.map(fieldProblem));
}

function fieldProblem(issue: v.BaseIssue<unknown>): FieldProblem {
  return { field: v.getDotPath(issue) ?? "body", wants: issue.message };
}

async function getFailure(c: App, ref: string): Promise<Response> {
  if (!REF_PATTERN.test(ref))
    return fieldsProblem([{ field: "ref", wants: "wants the letters of a reference" }]);
  const store = failureStore(c.env);
  if (store === null) return problemResponse(503, NO_STORE);
  const failure = await store.byReference(ref);
  return failure === null
    ? problemResponse(404, `No failure ${ref} is stored; where failures are sampled, the log may have it`)
    : c.json(failureAnswer(failure));
}

async function setSwitch(c: App, route: string, value: string | null): Promise<Response> {
  const thrown = await throwSwitch(c.env, route, value, { who: c.get("operator"), by: "api" });
  if (thrown.kind === "refused") return problemResponse(thrown.status, thrown.says);
  const { kv, effective, everywhereByMs } = thrown;
  const everywhereBy = isoTime(Math.ceil(everywhereByMs / 1_000));
  return c.json({ route, kv, effective: settingText(effective), everywhere_by: everywhereBy });
}

async function testAlerts(c: App): Promise<Response> {
  const tested = await sendTest(c.env, Date.now());
  switch (tested.kind) {
    case "delivered":
      return c.json({ status: tested.status });
    case "unusable":
      return problemResponse(503, tested.why);
    case "failed":
      return problemResponse(502, tested.why);
  }
}

function spanOf({ since, until }: FailureFilter): { readonly since: string; readonly until: string } {
  return { since: isoTime(since), until: isoTime(until) };
}
