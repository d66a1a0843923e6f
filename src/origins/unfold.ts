/**
 * From what a shape found to one reason: the first choice that says more than the status, with documents inside it read
 * in turn; if that is vague, whatever else the document says. Pure.
 */
import { NESTED_DOCUMENTS_MAX, REASON_MAX_CHARACTERS, REASONS_MAX } from "../limits.ts";
import { isDocument, type Reading } from "./document.ts";
import { joinLead, reasonOf } from "./reason.ts";
import { SAID_NOTHING, type Said, withFactsOf } from "./said.ts";
import { isGeneral, isVague } from "./vague.ts";

export type ReadNested = (text: string) => Reading;

export interface Unfolded {
  readonly message: string | null;
  readonly said: Said;
}

/** The reason in a reading's texts; documents nested up to `depth` levels are opened. */
export function unfold(
  { said, deeper }: Reading,
  status: number,
  readNested: ReadNested,
  depth = NESTED_DOCUMENTS_MAX,
): Unfolded {
  const open = (text: string) => unfoldNested(text, status, readNested, depth);
  const known = wordsOf(said, status, open);
  if (deeper === undefined || isClear(known)) return unfolded(known);
  const further = wordsOf(deeper(), status, open);
  const isBetter = isClear(further) || isSilent(known);
  return isBetter ? unfolded({ ...further, said: withFactsOf(further.said, known.said) }) : unfolded(known);
}

/** The words of one reading, clean, before they are joined. */
interface Words {
  readonly lead: string | null;
  readonly reasons: readonly string[];
  readonly said: Said;
}

/** The first choice that says more than the status; documents inside it are read too. */
function wordsOf(said: Said, status: number, open: (text: string) => Unfolded): Words {
  const lead = typeof said.lead === "string" && !isDocument(said.lead) ? reasonOf(said.lead, status) : null;
  let facts = said;
  for (const choice of said.choices) {
    const reasons: string[] = [];
    let characters = 0;
    for (const text of choice.slice(0, REASONS_MAX)) {
      // Further texts would be cut off anyway.
      if (characters > REASON_MAX_CHARACTERS) break;
      const nested = isDocument(text) ? open(text) : null;
      if (nested !== null) facts = withFactsOf(nested.said, facts);
      const reason = nested === null ? reasonOf(text, status) : nested.message;
      if (reason === null) continue;
      reasons.push(reason);
      characters += reason.length;
    }
    if (reasons.length > 0) return { lead, reasons, said: facts };
  }
  return { lead, reasons: [], said: facts };
}

/** Whether these words tell what failed; several texts together always do. */
function isClear({ lead, reasons: [first, second] }: Words): boolean {
  return (
    (lead !== null && !isVague(lead)) || second !== undefined || (first !== undefined && !isVague(first))
  );
}

function isSilent({ lead, reasons }: Words): boolean {
  return lead === null && reasons.length === 0;
}

/** A lead that fits every failure is dropped if anything follows it. */
function unfolded({ lead, reasons, said }: Words): Unfolded {
  const isIdle = lead !== null && reasons.length > 0 && isGeneral(lead);
  return { message: joinLead(isIdle ? null : lead, reasons), said };
}

/** A document nested too deeply is ignored: it is never shown as it is. */
export function unfoldNested(
  text: string,
  status: number,
  readNested: ReadNested,
  depth = NESTED_DOCUMENTS_MAX,
): Unfolded {
  if (depth === 0) return { message: null, said: SAID_NOTHING };
  return unfold(readNested(text), status, readNested, depth - 1);
}
