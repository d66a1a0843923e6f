/** What Maven (maven-resolver 1.9 and 2.0, wagon) and Gradle print of an answer. */
import { type Arrived, json, mediaTypeOf, member, own, type Program, program, typeOf } from "./program.ts";

const JAR = "/com/acme/app/1.0/app-1.0.jar";
const PROBLEM = "application/problem+json";

export const MAVEN_PROGRAMS: readonly Program[] = [
  program("maven", "Maven 3.8", JAR, "Apache-Maven/3.8.7 (Java 17.0.9; Linux 6.1)", (a) => maven(a, wagon)),
  program("maven", "Maven 3.9.16", JAR, "Apache-Maven/3.9.16 (Java 17.0.9; Linux 6.1)", (a) =>
    maven(a, native),
  ),
  program("maven", "Maven 3.9.16 deploy", `PUT ${JAR}`, "Apache-Maven/3.9.16 (Java 17.0.9; Linux 6.1)", (a) =>
    maven(a, native),
  ),
  program(
    "maven",
    "Maven 4",
    JAR,
    "Apache-Maven/4.0.0-rc-6 (Java 17.0.9; Linux 6.1)",
    (a) => maven(a, resolver2),
    { accept: `${PROBLEM},*/*` },
  ),
  program("maven", "Gradle 8", JAR, "Gradle/8.7 (Linux;6.1;amd64)", gradle),
];

/** Not found is told by the status alone, unless a problem document hides it (HttpTransporter's classify). */
function maven(a: Arrived, causeOf: (a: Arrived) => string): string {
  const isHidden = causeOf !== wagon && isProblem(a, causeOf);
  if ((a.status === 404 || a.status === 410) && !isHidden)
    return `[ERROR] Could not find artifact com.acme:app:jar:1.0 in acme (${a.url})`;
  return `[ERROR] Could not transfer artifact com.acme:app:jar:1.0 from/to acme (${a.url}): ${causeOf(a)}`;
}

function wagon(a: Arrived): string {
  const what = a.status === 401 ? "authentication" : a.status === 403 ? "authorization" : "transfer";
  return `${what} failed for ${a.url}, status: ${a.status} ${a.phrase}`;
}

/** The whole value must equal; resolver 2 cuts the parameters first. */
function isProblem(a: Arrived, causeOf: (a: Arrived) => string): boolean {
  return causeOf === native ? typeOf(a) === PROBLEM : mediaTypeOf(a) === PROBLEM;
}

function native(a: Arrived): string {
  if (!isProblem(a, native)) return `status code: ${a.status}, reason phrase: ${a.phrase} (${a.status})`;
  const { type, status, title, detail, instance } = payload(a);
  return `RFC9457Payload {type=${type}, status=${status}, title='${title}, detail='${detail}, instance=${instance}}`;
}

function resolver2(a: Arrived): string {
  if (!isProblem(a, resolver2)) return `HTTP Status: ${a.status}`;
  const present = Object.entries(payload(a)).filter(([, value]) => value !== null);
  return `RFC9457Payload [${present.map(([name, value]) => `${name}=${value}, `).join("")}]`;
}

function payload(a: Arrived) {
  const body = json(a);
  return {
    type: member(body, "type") ?? "about:blank",
    status: member(body, "status") ?? null,
    title: member(body, "title") ?? null,
    detail: member(body, "detail") ?? null,
    instance: member(body, "instance") ?? null,
  };
}

function gradle(a: Arrived): string {
  if (a.status === 404) return `> ${own("could not find com.acme:app:1.0 in these places")}`;
  return `> Could not GET '${a.url}'. Received status code ${a.status} from server: ${a.phrase}`;
}
