/** Errors of the console's API (RFC 9457). */
import { statusPhrase } from "../failure/status-phrase.ts";

export interface FieldProblem {
  readonly field: string;
  /** What the field wants. */
  readonly wants: string;
}

/** One problem; `errors` names each field that is wrong. */
export function problemResponse(
  status: number,
  detail: string,
  errors: readonly FieldProblem[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem = { type: "about:blank", title: statusPhrase(status), status, detail };
  return new Response(JSON.stringify(errors.length > 0 ? { ...problem, errors } : problem), {
    status,
    headers: { "content-type": "application/problem+json", ...headers },
  });
}

/** For a call whose fields are wrong. */
export function fieldsProblem(errors: readonly FieldProblem[]): Response {
  return problemResponse(400, errors.map(({ field, wants }) => `${field} ${wants}`).join("; "), errors);
}
