/** Compares an answer as it arrived with the one that the gateway sent. Pure. */
import { type KnownAnswer, SCOPED_PATH, SELFTEST_HEADER } from "../../console/selftest.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { type Answer, headerOf } from "./answer.ts";
import { shown, type Verdict } from "./finding.ts";
import type { Remedy } from "./remedies.ts";

/** The body of a refusal, and with it its status. */
export function judgeBody(answer: Answer, known: KnownAnswer): Verdict {
  if (answer.status !== known.status)
    return lost("changed", `${known.status} became ${answer.status}`, "status");
  if (answer.body.equals(Buffer.from(known.body)))
    return { arrives: "yes", seen: "to the byte", remedy: null };
  const type = headerOf(answer, "content-type") ?? "no Content-Type";
  const text = answer.body.length === 0 ? "empty" : shown(answer.body.toString("utf8"));
  const isOurs = headerOf(answer, SELFTEST_HEADER) !== null;
  return lost(
    "no",
    `${type}, ${answer.body.length} bytes: ${text}`,
    isOurs ? "custom_error_rule" : "edge_page",
  );
}

/** The reason phrase over HTTP/1.1. */
export function judgePhrase({ phrase }: Answer, known: KnownAnswer): Verdict {
  const sent = known.phrase ?? "";
  if (phrase === sent) return { arrives: "yes", seen: whole(sent), remedy: null };
  if (phrase === "") return lost("no", "none", "phrase");
  if (phrase === statusPhrase(known.status))
    return lost("no", `the standard one, ${shown(phrase)}`, "phrase");
  if (sent.startsWith(phrase)) return lost("changed", `${phrase.length} of ${sent.length} bytes`, "phrase");
  return lost("no", `another one, ${shown(phrase)}`, "phrase");
}

/** One header of an answer. */
export function judgeHeader(answer: Answer, known: KnownAnswer, name: string, remedy: Remedy): Verdict {
  const sent = known.headers[name] ?? "";
  const value = headerOf(answer, name);
  if (value === sent) return { arrives: "yes", seen: whole(sent), remedy: null };
  if (value === null) return lost("no", `${answer.status} without it`, remedy);
  const what = sent.startsWith(value) ? `${value.length} of ${sent.length} bytes` : shown(value);
  return lost("changed", what, remedy);
}

/** `Content-Length` of an answer with `no-transform`, to a client that accepts compression. */
export function judgeLength(answer: Answer, known: KnownAnswer): Verdict {
  const coding = headerOf(answer, "content-encoding");
  const length = headerOf(answer, "content-length");
  if (coding !== null) return lost("no", `compressed: ${shown(coding)}`, "length");
  if (length === null) return lost("no", "none", "length");
  const sent = String(Buffer.byteLength(known.body));
  if (length !== sent) return lost("changed", `${shown(length)} instead of ${sent}`, "length");
  return { arrives: "yes", seen: `${sent}, not compressed`, remedy: null };
}

/** Several answers, each with its exact Content-Type. */
export function judgeTypes(answers: readonly (readonly [Answer, KnownAnswer])[]): Verdict {
  const name = "content-type";
  for (const [answer, known] of answers) {
    const type = headerOf(answer, name);
    const sent = known.headers[name] ?? "";
    if (type === null) return lost("no", `none instead of ${sent}`, "content_type");
    if (type !== sent) return lost("changed", `${shown(type)} instead of ${sent}`, "content_type");
  }
  return { arrives: "yes", seen: `${answers.length} types to the letter`, remedy: null };
}

/** A HEAD has the status, type and length of its GET, and no body. */
export function judgeHead(answer: Answer, known: KnownAnswer): Verdict {
  const length = String(Buffer.byteLength(known.body));
  const wrong = [
    answer.status === known.status ? "" : `${known.status} became ${answer.status}`,
    headerOf(answer, "content-length") === length
      ? ""
      : `Content-Length ${headerOf(answer, "content-length") ?? "is missing"}`,
    headerOf(answer, "content-type") === known.headers["content-type"] ? "" : "another Content-Type",
    answer.body.length === 0 ? "" : "a body",
  ].filter((text) => text !== "");
  if (wrong.length > 0) return lost("changed", wrong.join(", "), "head");
  return { arrives: "yes", seen: `${known.status}, Content-Length ${length}, no body`, remedy: null };
}

/** The challenge of a 401. */
export function judgeChallenge(answer: Answer, known: KnownAnswer): Verdict {
  if (answer.status !== 401) return lost("changed", `401 became ${answer.status}`, "challenge");
  return judgeHeader(answer, known, "WWW-Authenticate", "challenge");
}

/** An encoded slash in the path, as the Worker saw it. */
export function judgePath(answer: Answer): Verdict {
  const path = answer.body.toString("utf8");
  if (path === SCOPED_PATH) return { arrives: "yes", seen: "as it was sent", remedy: null };
  if (path.toLowerCase() === SCOPED_PATH.toLowerCase())
    return { arrives: "yes", seen: "%2f as %2F, which is the same", remedy: null };
  return lost("no", answer.status === 200 ? shown(path) : `answered with ${answer.status}`, "path");
}

/** The operator's console, requested without a token. */
export function judgeAdminAuth({ status }: Answer): Verdict {
  if (status === 401) return { arrives: "yes", seen: "closed without the token (401)", remedy: null };
  return lost("no", `${status} without the token`, "adminAuth");
}

function whole(text: string): string {
  return text.length > 1 ? `all ${text.length} bytes` : shown(text);
}

function lost(arrives: "no" | "changed", seen: string, remedy: Remedy): Verdict {
  return { arrives, seen, remedy };
}
