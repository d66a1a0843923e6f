/** What Maven (maven-resolver 1.9 and 2.0, wagon), Gradle, Coursier and sbt's Ivy print of an answer. */
import { type Arrived, json, mediaTypeOf, member, own, type Program, program, typeOf } from "./program.ts";

const JAR = "/com/acme/app/1.0/app-1.0.jar";
const PROBLEM = "application/problem+json";
const MAVEN_3_9 = "Apache-Maven/3.9.16 (Java 17.0.9; Linux 6.1)";
const MAVEN_4 = "Apache-Maven/4.0.0-rc-6 (Java 17.0.9; Linux 6.1)";

export const MAVEN_PROGRAMS: readonly Program[] = [
  program("maven", "Maven 3.8", JAR, "Apache-Maven/3.8.7 (Java 17.0.9; Linux 6.1)", wagonPrints),
  program("maven", "Maven 3.9.16", JAR, MAVEN_3_9, maven39Prints),
  program("maven", "Maven 3.9.16 deploy", `PUT ${JAR}`, MAVEN_3_9, maven39Prints),
  program("maven", "Maven 4", JAR, MAVEN_4, maven4Prints, { accept: `${PROBLEM},*/*` }),
  program("maven", "Gradle 8", JAR, "Gradle/8.7 (Linux;6.1;amd64)", gradlePrints),
];

function isNotFound(a: Arrived): boolean {
  return a.status === 404 || a.status === 410;
}

function notFound(a: Arrived): string {
  return `[ERROR] Could not find artifact com.acme:app:jar:1.0 in acme (${a.url})`;
}

function notTransferred(a: Arrived, cause: string): string {
  return `[ERROR] Could not transfer artifact com.acme:app:jar:1.0 from/to acme (${a.url}): ${cause}`;
}

/** Maven 3.8 and Leiningen. */
export function wagonPrints(a: Arrived): string {
  if (isNotFound(a)) return notFound(a);
  const what = a.status === 401 ? "authentication" : a.status === 403 ? "authorization" : "transfer";
  return notTransferred(a, `${what} failed for ${a.url}, status: ${a.status} ${a.phrase}`);
}

/** Maven 3.9.0 to 3.9.10, which don't know problem documents. */
export function maven390Prints(a: Arrived): string {
  if (isNotFound(a)) return notFound(a);
  return notTransferred(a, `status code: ${a.status}, reason phrase: ${a.phrase} (${a.status})`);
}

/** From 3.9.11. `Content-Type` must match exactly; a problem document hides that nothing was found (HttpTransporter's classify). */
export function maven39Prints(a: Arrived): string {
  if (typeOf(a) !== PROBLEM) return maven390Prints(a);
  const problem = problemOf(a);
  if (typeof problem === "string") return notTransferred(a, problem);
  const { type, status, title, detail, instance } = problem;
  return notTransferred(
    a,
    `RFC9457Payload {type=${type}, status=${status}, title='${title}, detail='${detail}, instance=${instance}}`,
  );
}

/** From 4.0.0-rc-6, which cuts the parameters of `Content-Type`. */
export function maven4Prints(a: Arrived): string {
  return resolver2Prints(a, mediaTypeOf(a) === PROBLEM);
}

/** To 4.0.0-rc-5. */
export function maven4Rc5Prints(a: Arrived): string {
  return resolver2Prints(a, typeOf(a) === PROBLEM && a.request.method !== "PUT");
}

function resolver2Prints(a: Arrived, readsProblem: boolean): string {
  if (!readsProblem) return isNotFound(a) ? notFound(a) : notTransferred(a, `HTTP Status: ${a.status}`);
  const problem = problemOf(a);
  if (typeof problem === "string") return notTransferred(a, problem);
  const present = Object.entries(problem).filter(([, value]) => value !== null);
  const members = present.map(([name, value]) => `${name}=${value}, `).join("");
  return notTransferred(a, `RFC9457Payload [${members}]`);
}

export interface Problem {
  readonly type: string;
  readonly status: number | null;
  readonly title: string | null;
  readonly detail: string | null;
  readonly instance: string | null;
}

/** RFC9457Parser: gson, two URIs and an int; the exception's text if one of them throws. */
export function problemOf(a: Arrived): Problem | string {
  if (a.request.method === "HEAD") return "Entity may not be null";
  const body = json(a);
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return own("the body is not a JSON object");
  const texts = ["type", "title", "detail", "instance"].map((name) => member(body, name) ?? null);
  const [type, title, detail, instance] = texts.map((text) => (typeof text === "string" ? text : null));
  if (texts.some((text) => text !== null && typeof text !== "string")) return own("a member is not a string");
  const uris = [type ?? "about:blank", instance ?? ""];
  if (uris.some((uri) => /[\s"<>\\^`{|}]/.test(uri))) return "Illegal character in path";
  const status = member(body, "status") ?? null;
  if (status !== null && !Number.isInteger(status)) return own("the status is not an integer");
  return {
    type: type ?? "about:blank",
    status: status === null ? null : Number(status),
    title: title ?? null,
    detail: detail ?? null,
    instance: instance ?? null,
  };
}

/** To Gradle 9.6. */
export function gradlePrints(a: Arrived): string {
  return gradleShows(a, a.phrase);
}

/** Later versions take the text of a problem document, else the phrase. */
export function gradle98Prints(a: Arrived): string {
  const problem = mediaTypeOf(a) === PROBLEM ? problemOf(a) : null;
  if (problem === null || typeof problem === "string") return gradlePrints(a);
  return gradleShows(a, problem.detail ?? problem.title ?? a.phrase);
}

function gradleShows(a: Arrived, text: string): string {
  if (a.status === 404) return `> ${own("could not find com.acme:app:1.0 in these places")}`;
  return `> Could not GET '${a.url}'. Received status code ${a.status} from server: ${text}`;
}

export function coursierPrints(a: Arrived): string {
  if (isNotFound(a)) return `not found: ${a.url}`;
  const realm = /^basic .*?realm="([^"]*)"/i.exec(a.headers.get("www-authenticate") ?? "")?.[1];
  return a.status === 401 ? `unauthorized: ${a.url} (${realm})` : `forbidden: ${a.url} (HTTP ${a.status})`;
}

/** Characters of a body that Ivy prints (sbt 2 ErrorLoggingURLHandler). */
const IVY_BODY_MAX_CHARACTERS = 1_024;

/** sbt 2's Ivy, for an upload and for a download. */
export function ivyPrints(a: Arrived): string {
  if (a.request.method !== "PUT") return `SERVER ERROR: ${a.phrase} url=${a.url}`;
  const cut = a.body.slice(0, IVY_BODY_MAX_CHARACTERS);
  return `[error] Server response body: ${cut}${cut === a.body ? "" : "..."}
PUT operation to URL ${a.url} failed with status code ${a.status}: ${a.phrase}`;
}
