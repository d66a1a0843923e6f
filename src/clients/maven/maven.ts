/**
 * maven: the Maven repository layout.
 * | client (read at)                           | shows                                                              |
 * | Maven 3.8, 3.9.0 to 3.9.10, Leiningen      | the phrase; nothing of a 404 or 410                                |
 * | Maven 3.9.11 to 3.9.16                     | problem+json, `Content-Type` without parameters; else the phrase   |
 * | Maven 4, 3.10 (resolver 2.0.2 to 2.0.22)   | problem+json (rc-1 to rc-5 not on PUT); else the bare status       |
 * | Gradle 8, 9 to 9.6                         | the phrase; nothing of a 404                                       |
 * | Gradle after 9.6                           | problem+json `detail`; else the phrase                             |
 * | Coursier (2.1.25)                          | the realm of a 401; nothing else                                   |
 * | coursier/publish                           | the whole body, not of a 401                                       |
 * | Ivy in sbt 2 (2.0.0-RC9)                   | on PUT the body, 1,024 characters, and the phrase; else the phrase |
 * | Ivy in sbt 1                               | nothing on PUT                                                     |
 * Read in apache/maven-resolver (RFC9457Parser, HttpTransporter), apache/maven, apache/maven-wagon, gradle/gradle
 * platforms/software/resources-http, coursier/coursier modules/cache, coursier/publish, sbt/sbt lm-ivy, sbt/ivy.
 * Limits: a problem+json on 404 or 410 is no longer "not found" to Maven (a first deploy fails, a build stops on a
 * missing POM), on 412 and 417 it breaks the resumed download and `Expect`, on HEAD there is no body to parse.
 * Gradle gives up on a repository for the rest of the build on 5xx, 408 and 429; Coursier signs in after a 4xx only. So
 * statuses are kept.
 */

import { answerOf, type Failure } from "../../failure/failure.ts";
import { statusPhrase } from "../../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../../limits.ts";
import { textBody } from "../shared/body.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken, SpokenBody } from "../shared/client.ts";
import { expects } from "../shared/expected.ts";
import { asksFor } from "../shared/probe.ts";
import {
  hasWords,
  headerText,
  originBody,
  PROBLEM_JSON,
  reasonPhrase,
  retryAfter,
  sentence,
} from "../shared/speech.ts";
import { HEADERS_ONLY } from "../shared/url-rewriting.ts";
import { clientByUserAgent, isAtLeast, TOOLS, type Token, userAgentOf } from "../shared/user-agent.ts";
import { coordinates } from "./coordinates.ts";
import { isReadableProblem, problemOf } from "./problem.ts";

/**
 * Reading: just under Gradle's 30 s (JavaSystemPropertiesHttpTimeoutSettings). Publishing: Maven waits 1,800 s
 * (`aether.connector.requestTimeout`), more than is possible here; Gradle gives up after 30 s by itself.
 */
const TIMEOUT_MS = { read: 29_000, write: PATIENT_WRITE_MS };
/**
 * Maven obeys up to 300 s, three times, and fails at once with the reason on a longer wait (intervalMax). So a long
 * wait is passed on, capped only against overflow.
 */
const RETRY_AFTER_MAX_SECONDS = 86_400;
/** The first Maven whose resolver (1.9.24) reads problem+json; the releases of Maven 4 before beta-5 ignore it. */
const PROBLEM_FROM = [3, 9, 11] as const;
/** Statuses that lose their meaning if the body is problem+json. */
const NO_PROBLEM_STATUSES: ReadonlySet<number> = new Set([404, 410, 412, 417]);
/** sbt/sbt lm-ivy ErrorLoggingURLHandler: what it shows of a body, in characters. */
const IVY_BODY_MAX_CHARACTERS = 1_024;
/** Coursier has no limit for a realm; this is as much as a terminal shows in a few lines. */
const REALM_MAX_BYTES = 350;

/** Artifacts may have any extension, HTML included; Ivy and Coursier read directory listings. */
const expected = expects({
  reads: [
    [/\.(?:pom|xml)$/, "xml"],
    [/\.(?:md5|sha1|sha256|sha512|asc|sig|sigstore|module)$|\/prefixes\.txt$/, "file"],
    [/\.(?:[jwerkns]ar|aar|hpi|jpi|nbm|zip|t(?:ar\.)?gz|tar|klib|so|dll|exe|deb|rpm)$/, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [
  ["apache-maven", "maven"],
  ["gradle", "gradle"],
  ["coursier", "coursier"],
  ["apache ivy", "ivy"],
  ["leiningen", "leiningen"],
  ...TOOLS,
];

export const maven: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
};

function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  // The resolver's default, sent by programs that embed it.
  if (/^aether$/i.test(userAgent)) return { name: "aether", version: "" };
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "PUT" || method === "POST") return "publish";
  if (method === "DELETE") return "delete";
  if (method === "HEAD" || path.endsWith("/.meta/prefixes.txt")) return "probe";
  const checked = path.replace(/\.(?:md5|sha1|sha256|sha512|asc)$/i, "");
  return /(?:\/|maven-metadata\.xml|archetype-catalog\.xml|ivy\.xml|\.pom|\.module)$/.test(checked)
    ? "metadata"
    : "download";
}

/** Checksums and signatures; Gradle's own metadata next to a POM; what Maven 4 filters its repositories by. */
const isOptional = asksFor(/\.(?:sha1|md5|sha256|sha512|asc|module)$|\/\.meta\/prefixes(?:-[\w.-]+)?\.txt$/);
const isVersionList = asksFor(/\/maven-metadata(?:-[^/]+)?\.xml$/);
/** Programs that only try the list of versions: before a deploy, for a snapshot, for a plugin's group. */
const PROBE_VERSIONS: ReadonlySet<string> = new Set(["maven", "aether"]);

function isProbe(request: ClientRequest): boolean {
  return isOptional(request) || (isVersionList(request) && PROBE_VERSIONS.has(identify(request).name));
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const client = identify(request);
  const spoken = {
    status: failure.status,
    phrase: reasonPhrase(failure),
    headers: { ...retryAfter(failure, RETRY_AFTER_MAX_SECONDS), ...realmFor(failure, client) },
  };
  if (client.name === "ivy" && request.method === "PUT") {
    // Both the body and the phrase are printed.
    return { ...spoken, phrase: statusPhrase(failure.status), ...text(failure, IVY_BODY_MAX_CHARACTERS) };
  }
  if (hasWords(failure) && readsProblem(client, request) && mayBeProblem(failure, request)) {
    const body = isReadableProblem(failure) ? originBody(failure) : JSON.stringify(problemOf(failure));
    return { ...spoken, contentType: PROBLEM_JSON, body };
  }
  return { ...spoken, ...text(failure) };
}

/** True if this program reads problem+json, or if that can't be known and it has the phrase as well. */
function readsProblem(client: Client, request: ClientRequest): boolean {
  const accept = (request.headers.get("accept") ?? "").toLowerCase();
  if (accept.includes(PROBLEM_JSON)) return true;
  if (client.name === "maven") return isAtLeast(client.version, PROBLEM_FROM);
  return client.name === "gradle" || client.name === "aether";
}

function mayBeProblem(failure: Failure, request: ClientRequest): boolean {
  return request.method !== "HEAD" && !NO_PROBLEM_STATUSES.has(failure.status);
}

function text(failure: Failure, maxBytes = Number.POSITIVE_INFINITY): SpokenBody {
  return textBody(failure, sentence(failure, { max: maxBytes }), (said) => said.length <= maxBytes);
}

/**
 * Coursier prints nothing of an error but the realm of a 401. An origin's challenge stays (credentials can be bound
 * to its realm); if it sent none, which RFC 9110 section 11.6.1 does not allow, the realm says the reason.
 */
function realmFor(failure: Failure, client: Client): Readonly<Record<string, string>> {
  if (client.name !== "coursier" || failure.status !== 401) return {};
  const reason = headerText(failure, { max: REALM_MAX_BYTES });
  if (reason === null || answerOf(failure)?.headers.has("www-authenticate")) return {};
  // No escapes in a realm: Coursier reads up to the first quotation mark.
  return { "www-authenticate": `Basic realm="${reason.replaceAll('"', "'").replaceAll("\\", "/")}"` };
}
