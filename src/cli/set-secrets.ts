/**
 * Which secrets a deployed Worker has, according to wrangler. Pure.
 */
import * as v from "valibot";
import { parseJson } from "../text/json.ts";
import type { Ran } from "./wrangler.ts";

/** Before the first deploy, when no secret is set (workers-sdk: packages/wrangler/src/secret/index.ts). */
const NO_WORKER = /Worker ".*"(?: \(env: .*\))? not found\./;

const LIST = v.array(v.object({ name: v.string() }));

/** In: a finished `wrangler secret list --format json`. Out: the names; null if it could not list them. */
export function setSecretsIn({ status, stdout, stderr }: Ran): ReadonlySet<string> | null {
  if (status !== 0) return NO_WORKER.test(stdout + stderr) ? new Set() : null;
  const list = v.safeParse(LIST, parseJson(stdout.slice(stdout.indexOf("["))));
  return list.success ? new Set(list.output.map(({ name }) => name)) : null;
}
