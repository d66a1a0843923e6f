/**
 * The answer under a path that carries a reason (`text-in-path.ts`); loaded with the console, since it is rarely requested.
 */
import type { Env } from "../env.ts";
import { CATEGORIES, type Category } from "../failure/category.ts";
import { whySecret } from "../response/last-resort.ts";
import { plainResponse } from "../response/plain.ts";
import { isSignatureOf, WHY_PATH } from "../response/text-in-path.ts";

/** What a path contains. */
export interface Why {
  readonly status: number;
  readonly category: Category;
  readonly ref: string;
  /** As in the path, with dashes between the words. */
  readonly text: string;
}

/** The answer under a path that carries a text; null if `path` is not such a path. */
export async function answerWhy(path: string, env: Env): Promise<Response | null> {
  if (!path.startsWith(WHY_PATH)) return null;
  const secret = whySecret(env);
  const why = secret === null ? null : await readPath(path, secret);
  if (why === null) return plainResponse(404, "Not found");
  return plainResponse(why.status, why.text.replaceAll("-", " "), {
    "x-outspoken": why.category,
    "x-outspoken-ref": why.ref,
  });
}

const PATH = /^\/-\/why\/(([45]\d\d)\/([a-z]{1,20}))\/([0-9a-f]{1,64})\/([\w.-]*)$/;

/** What a path contains, or null if Outspoken did not sign it. */
export async function readPath(path: string, secret: string): Promise<Why | null> {
  const [, signed, status, ref, signature, text] = PATH.exec(path) ?? [];
  if (ref === undefined || signature === undefined || text === undefined) return null;
  for (const category of CATEGORIES)
    if (await isSignatureOf(`${category} ${signed}/${text}`, signature, secret))
      return { status: Number(status), category, ref, text };
  return null;
}
