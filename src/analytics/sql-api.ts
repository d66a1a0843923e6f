/**
 * Cloudflare's Analytics SQL API, over its binding or over HTTP (cloudflare-docs analytics/sql-api: workers-binding, query-api).
 */
import * as v from "valibot";
import { parseJson } from "../text/json.ts";
import { toLine } from "../text/text.ts";
import type { RunSql } from "./sql-store.ts";
import { StoreUnavailable } from "./store.ts";

const API = "https://api.cloudflare.com/client/v4";

/** An operator is waiting for the page; queries over 30 days take seconds. */
const ANSWER_MAX_MS = 20_000;
const ERROR_MAX_CHARACTERS = 300;

export interface Account {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** An API token with the permission Account Analytics Read. */
  readonly token: string;
}

const answer = v.object({ data: v.array(v.unknown()) });

/** Runs queries for the account that the Worker belongs to. */
export function sqlBinding(binding: AnalyticsSQLBinding): RunSql {
  return async (query) => {
    try {
      return rowsOf(await withinTime(binding.query(query)));
    } catch (error) {
      if (error instanceof StoreUnavailable) throw error;
      throw new StoreUnavailable(`Analytics SQL refused the query: ${said(reasonOf(error))}`);
    }
  };
}

/** Runs queries for that account; `api` is another address of the API, for tests. */
export function sqlApi({ id, token }: Account, api: string = API): RunSql {
  return async (query) => {
    const body = JSON.stringify({ ...query, scope: { accountTag: id } });
    const response = await ask(`${api}/analytics/sql`, token, body);
    const text = await response.text();
    if (!response.ok) throw new StoreUnavailable(refusal(response.status, text));
    return rowsOf(parseJson(text));
  };
}

function rowsOf(answered: unknown): readonly unknown[] {
  const parsed = v.safeParse(answer, answered);
  if (!parsed.success) throw new StoreUnavailable("Analytics SQL answered something that is not its JSON");
  return parsed.output.data;
}

async function withinTime<Answer>(answering: Promise<Answer>): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new StoreUnavailable(`Analytics SQL did not answer within ${ANSWER_MAX_MS / 1_000} s`)),
      ANSWER_MAX_MS,
    );
  });
  try {
    return await Promise.race([answering, late]);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}

async function ask(url: string, token: string, body: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
  } catch (error) {
    throw new StoreUnavailable(`Analytics SQL could not be asked: ${said(reasonOf(error))}`);
  }
}

function refusal(status: number, text: string): string {
  const hint =
    status === 401 || status === 403 ? ". ANALYTICS_TOKEN needs the permission Account Analytics Read" : "";
  return `Analytics SQL answered ${status}: ${said(text)}${hint}`;
}

function said(text: string): string {
  return toLine(text).slice(0, ERROR_MAX_CHARACTERS);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
