/**
 * Analytics Engine's SQL over its HTTP API (cloudflare-docs analytics-engine/sql-api).
 */
import * as v from "valibot";
import { parseJson } from "../text/json.ts";
import { toLine } from "../text/text.ts";
import type { RunSql } from "./sql-store.ts";
import { StoreUnavailable } from "./store.ts";

const API = "https://api.cloudflare.com/client/v4/accounts";

/** An operator waits for the page; queries over 30 days take seconds. */
const ANSWER_MAX_MS = 20_000;
const ERROR_MAX_CHARACTERS = 300;

export interface Account {
  /** 32 hexadecimal digits. */
  readonly id: string;
  /** An API token with the permission Account Analytics Read. */
  readonly token: string;
}

const answer = v.object({ data: v.array(v.unknown()) });

/** Runs queries for that account; `api` is another address of the API, for tests. */
export function sqlApi(account: Account, api: string = API): RunSql {
  return async (query) => {
    const response = await ask(`${api}/${account.id}/analytics_engine/sql`, account.token, query);
    const text = await response.text();
    if (!response.ok) throw new StoreUnavailable(refusal(response.status, text));
    const parsed = v.safeParse(answer, parseJson(text));
    if (!parsed.success)
      throw new StoreUnavailable("Analytics Engine answered something that is not its JSON");
    return parsed.output.data;
  };
}

async function ask(url: string, token: string, query: string): Promise<Response> {
  try {
    return await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: query,
      signal: AbortSignal.timeout(ANSWER_MAX_MS),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StoreUnavailable(`Analytics Engine could not be asked: ${why}`);
  }
}

function refusal(status: number, text: string): string {
  const said = toLine(text).slice(0, ERROR_MAX_CHARACTERS);
  const hint =
    status === 401 || status === 403 ? ". ANALYTICS_TOKEN needs the permission Account Analytics Read" : "";
  return `Analytics Engine answered ${status}: ${said}${hint}`;
}
