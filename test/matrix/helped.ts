/** The help of the matrix: one text for every category, with a placeholder of each kind. */
import type { FormatName } from "../../src/clients/index.ts";
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { helped } from "../../src/clients/shared/help.ts";
import { HELPED } from "../../src/failure/category.ts";
import type { Failure } from "../../src/failure/failure.ts";
import type { HelpTexts } from "../../src/failure/help.ts";
import { readHelp } from "../../src/failure/help-template.ts";
import { clientFormat } from "../clients/formats.ts";

/** The text begins with these, so they occur in an answer as often as the help does. */
export const HELP_WORDS = "Ask for an exception:";
const TEXT = `${HELP_WORDS} https://security.example.com/ask?package={package}&version={version}&ref={ref}`;

/** `text` for every category that may have one. */
export function everyCategory(text: string): HelpTexts {
  const read = readHelp(text);
  if (!read.ok) throw new Error(read.mistake.says);
  const { template } = read;
  return new Map(HELPED.map((category) => [category, template]));
}

/** The failure as the pipeline speaks it, if `HELP` has `text` for every category. */
export function helpedOf(
  failure: Failure,
  formatName: FormatName,
  request: ClientRequest,
  text: string = TEXT,
): Failure {
  const format = clientFormat(formatName);
  return helped(failure, everyCategory(text), { request, format, formatName, routeId: formatName });
}
