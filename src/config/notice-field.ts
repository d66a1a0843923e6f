/**
 * The field `notice` as operators write it: a text, a table or a list of tables.
 */
import * as v from "valibot";
import { OPERATOR_TEXT_MAX_CHARACTERS } from "../limits.ts";
import { tableWants, text, UNKNOWN } from "./field.ts";

const NOTICE = "wants one line of text, a table { text, client, below } or a list of such tables";
const TEXT = "wants one line of text";
const noticeText = text(new RegExp(`^[^\\r\\n]{1,${OPERATOR_TEXT_MAX_CHARACTERS}}$`), TEXT);
export const notice = v.pipe(
  v.objectWithRest(
    {
      text: noticeText,
      client: v.optional(
        text(/^[a-z][\w.+-]{0,39}$/, "wants a client as it is counted, such as npm or maven"),
      ),
      below: v.optional(text(/^\d{1,6}(?:\.\d{1,6}){0,3}$/, 'wants a version such as "11.5"')),
    },
    UNKNOWN,
    tableWants(NOTICE, { text: TEXT }),
  ),
  v.check(
    ({ client, below }) => below === undefined || client !== undefined,
    "wants a client too, since below is a version of it",
  ),
);
const noticeList = v.array(notice, NOTICE);
const noticeOfAll = v.pipe(
  noticeText,
  v.transform((text) => [{ text, client: undefined, below: undefined }]),
);
const noticeOfOne = v.pipe(
  notice,
  v.transform((one) => [one]),
);
/** Out: a list, whatever was written. */
export const notices = v.lazy((input) => {
  if (Array.isArray(input)) return noticeList;
  return typeof input === "object" && input !== null ? noticeOfOne : noticeOfAll;
});
