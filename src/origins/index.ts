/**
 * Hearing: bytes of an error answer in, `Heard` out. The only list of error shapes. Pure; never throws; linear in the
 * body's length.
 */
import type { OriginAnswer } from "../failure/failure.ts";
import { decodeBody } from "./charset.ts";
import { cloudflarePage, cloudflareProblem, cloudflareText } from "./cloudflare.ts";
import { type Documents, readDocument } from "./document.ts";
import type { Heard } from "./heard.ts";
import { heardFrom } from "./hearing.ts";
import { aws } from "./json/aws.ts";
import { envelope } from "./json/envelope.ts";
import { errorObject } from "./json/error-object.ts";
import { errorsList } from "./json/errors-list.ts";
import { fieldErrors, topLevelFields } from "./json/field-errors.ts";
import { gitlab } from "./json/gitlab.ts";
import { google } from "./json/google.ts";
import { oauth } from "./json/oauth.ts";
import { oci } from "./json/oci.ts";
import { problem } from "./json/problem.ts";
import { anyPage } from "./page/any-page.ts";
import { bottlePage } from "./page/bottle.ts";
import { nexusPage } from "./page/nexus.ts";
import { servletPage } from "./page/servlet.ts";
import { signInPage } from "./page/sign-in.ts";
import { webServerPage } from "./page/web-server.ts";
import { plainText } from "./plain-text.ts";

/** In each list the first shape that knows the document reads it. */
const SHAPES: Documents = {
  objects: [
    cloudflareProblem,
    google,
    errorObject,
    oauth,
    oci,
    errorsList,
    fieldErrors,
    aws,
    problem,
    gitlab,
    topLevelFields,
    envelope,
  ],
  pages: [cloudflarePage, nexusPage, bottlePage, servletPage, signInPage, webServerPage, anyPage],
  texts: [cloudflareText, plainText],
};

/** What the origin said. Never throws, whatever the bytes. */
export function hear(answer: OriginAnswer): Heard {
  const text = decodeBody(answer.body, answer.headers.get("content-type") ?? "");
  return heardFrom(answer, readDocument(text, answer, SHAPES), (nested) =>
    readDocument(nested, answer, SHAPES),
  );
}
