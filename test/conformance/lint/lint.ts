/** What httplint complains of: in every answer of the matrix, and in answers over sockets. */

import { complaintsOf, type Message, type Note } from "./httplint.ts";
import { matrixMessages } from "./matrix.ts";
import { PASSED } from "./passed.ts";
import { SPOKEN } from "./spoken.ts";
import { hearAll } from "./wire.ts";

/** A file of answers, or one answer. */
export interface Linted {
  readonly name: string;
  readonly complaints: readonly Complaint[];
}

export interface Complaint extends Pick<Note, "id" | "summary"> {
  /** `answers/npm.http: npm publish, forbidden` */
  readonly answer: string;
}

export function lintMatrix(): readonly Linted[] {
  const files = matrixMessages();
  const notes = complaintsOf([...files.values()].flat());
  return [...files].map(([file, messages]) => {
    const complaints = messages.flatMap((message) =>
      complain(`${file}: ${message.name}`, notes.get(message) ?? []),
    );
    return { name: file, complaints };
  });
}

/** In: the main file of the bundled Worker. Complaints about the origin's own answer too are not the gateway's. */
export async function lintWire(script: string): Promise<readonly Linted[]> {
  const heard = await hearAll(script, PASSED, SPOKEN);
  const notes = complaintsOf(heard.flatMap(({ gateway, direct }) => [gateway, ...(direct ? [direct] : [])]));
  const statuses = new Map<string, number>(SPOKEN.map(({ name, status }) => [name, status]));
  return heard.map(({ lintCase: { name }, gateway, direct }) => {
    const status = direct?.answer.status ?? statuses.get(name) ?? 0;
    const own = direct === null ? [] : (notes.get(direct) ?? []);
    const added = without(notes.get(gateway) ?? [], own);
    return { name, complaints: [...unexpected(gateway, status), ...complain(name, added)] };
  });
}

export function complain(answer: string, notes: readonly Note[]): Complaint[] {
  return notes.map(({ id, summary }) => ({ id, summary, answer }));
}

/** Notes missing on the other side, by name, since their texts contain lengths and ages. */
export function without(notes: readonly Note[], others: readonly Note[]): readonly Note[] {
  const known = new Set(others.map(({ id }) => id));
  return notes.filter(({ id }) => !known.has(id));
}

/** A complaint if the answer is not the one that was meant to be linted. */
function unexpected({ name, answer }: Message, status: number): Complaint[] {
  if (answer.complete && answer.status === status) return [];
  return [
    { id: "ANOTHER_ANSWER", summary: `${answer.status} instead of a complete ${status}`, answer: name },
  ];
}
