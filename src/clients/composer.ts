/**
 * composer: Composer repositories (packages.json, p2 metadata, dist archives). Serves: Composer.
 * | channel                                 | shown                                                                   |
 * | A: JSON `warning`, `info`, `warnings`,  | "Warning from HOST: TEXT" on any error from 1.6.4, if `Content-Type`    |
 * | `infos`                                 | is exactly `application/json`; again for every retry                    |
 * | B: the first 200 bytes of a JSON body   | after the exception from 2.0.9, once; not on 401 and 403                |
 * | the phrase                              | in the exception over HTTP/1.1 only; Composer prefers HTTP/2 and 3      |
 * Read in composer/composer at eba7baa59 (after 2.10.2): src/Composer/Util/Http/CurlDownloader.php, HttpDownloader.php,
 * RemoteFilesystem.php, AuthHelper.php; 2.5.5 was run, with ext-curl and without.
 * So A carries the reason of a 401 or 403, B that of everything else: Composer tries four times on 423, 425 and most
 * 5xx, sixteen times for an archive, and prints A each time; a 404 of `p2/` is the normal "not in this repository", of
 * which B shows nothing.
 * B's body is one JSON string of at most 200 bytes, so the cut never falls inside a character, which aborts some
 * builds ("Malformed UTF-8"). Without ext-curl there is no B, but HTTP/1.1 and its phrase are certain.
 * Limits: a tag of Symfony's formatter (`<info>`) in A is consumed; problem+json, text and HTML are never shown.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PATIENT_WRITE_MS, RETRY_AFTER_MAX_SECONDS } from "../limits.ts";
import { toLine, utf8Length } from "../text/text.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  NoticeForm,
  Operation,
  Spoken,
  SuccessFacts,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isRecord, jsonObjectOf, saysReason } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { hasWords, type Measure, originBody, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, isAtLeast, TOOLS, type Token, userAgentOf } from "./shared/user-agent.ts";

/**
 * Reading: just under PHP's default_socket_timeout of 60 s, which applies without ext-curl; with it Composer waits 300 s.
 * Publishing: Composer does not publish; curl, the way that products document, has no limit.
 */
const TIMEOUT_MS = { read: 59_000, write: PATIENT_WRITE_MS };
/** CurlDownloader::failResponse: how much of a body B shows. */
const SHOWN_BODY_BYTES = 200;
/** The first Composer that has B, and the first whose B accepts a charset. */
const B_FROM = [2, 0, 9] as const;
const B_WITH_CHARSET_FROM = [2, 1, 10] as const;
/** CurlDownloader: the statuses that it retries. */
const RETRIED: ReadonlySet<number> = new Set([423, 425, 500, 502, 503, 504, 507, 510]);

/** A needs exactly this. */
const JSON_TYPE = "application/json";
const JSON_TYPE_WITH_CHARSET = "application/json; charset=utf-8";

/** packages.json and p2 files: metadata-url, dist and mirrors. Files named by their hash are checked against it. */
const REWRITING: UrlRewriting = {
  documents: {
    requestedBy: reads(/\.json$/, /(?:\$|%24|\/)[0-9a-f]{40,128}\.json$/i),
    mediaTypes: null,
    pathLeads: [
      '"metadata-url"',
      '"providers-url"',
      '"providers-lazy-url"',
      '"providers-api"',
      '"list"',
      '"search"',
      '"notify"',
      '"notify-batch"',
      '"api-url"',
      '"dist-url"',
    ],
    // composer/composer src/Composer/Repository/ComposerRepository.php: asyncFetchFile.
    echoesLastModified: (request) => userAgentOf(request).startsWith("Composer/"),
  },
};

const expected = expects({
  reads: [
    [/\.json$/, "document"],
    [/\/$/, "content"],
  ],
  otherwise: "file",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["composer", "composer"], ...TOOLS];

/** `vendor/name`: metadata, its file named by a hash, archives. */
const PACKAGE_PATHS = [
  /\/(?:p2?|packages|providers)\/(?<name>[^/]+\/[^/~$]+)(?:~dev)?(?:\$[0-9a-f]+)?\.json$/,
  // Mirrors, as Private Packagist and Gitea have them; GitLab; Nexus.
  /\/(?:dists|files)\/(?<name>[^/]+\/[^/]+)\/(?<version>[^/]+)\/[^/]+$/,
  /\/archives\/(?<name>[^/]+\/[^/]+)\.zip$/,
  /\/(?<name>([^/]+)\/([^/]+))\/(?<version>[^/]+)\/\2-\3-[^/]+\.zip$/,
];

/** Composer 2 requests the branches of every package along with its versions, and few packages have a file for them. */
const isProbe = asksFor(/\/p2\/(?:[^/]+\/)?[^/]+(?:~|%7E)dev\.json$/);

export const composer: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
  notice,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "HEAD") return "probe";
  if (method === "DELETE") return "delete";
  if (method !== "GET") return /\/(?:downloads|notify)|security-advisories/.test(path) ? "api" : "publish";
  if (/\/(?:search|list)(?:\.json)?$/.test(path)) return "search";
  return path.endsWith(".json") ? "metadata" : "download";
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const client = identify(request);
  const spoken = {
    status: failure.status,
    phrase: statusPhrase(failure.status),
    // Not read up to 2.10.2; later versions report a wait that is too long to sit through.
    headers: retryAfter(failure, RETRY_AFTER_MAX_SECONDS),
  };
  if (client.name !== "composer") {
    const text = sentence(failure);
    const body = JSON.stringify({ status: "error", message: text });
    return { ...spoken, phrase: reasonPhrase(failure), contentType: JSON_TYPE, body };
  }
  if (isNotice(failure)) return { ...spoken, contentType: JSON_TYPE, body: originBody(failure) };
  if ((failure.status === 401 || failure.status === 403) && hasWords(failure)) {
    const body = JSON.stringify({ warning: unformatted(sentence(failure)) });
    return { ...spoken, contentType: JSON_TYPE, body };
  }
  return {
    ...spoken,
    // Without B the status line is all that is shown.
    phrase: hasBodyDump(client, request) ? spoken.phrase : reasonPhrase(failure),
    contentType: isAtLeast(client.version, B_WITH_CHARSET_FROM) ? JSON_TYPE_WITH_CHARSET : JSON_TYPE,
    body: JSON.stringify(sentence(failure, { max: SHOWN_BODY_BYTES - QUOTES_BYTES, measure: IN_JSON })),
  };
}

/** The User-Agent contains `cURL 8.5.0`, or `streams` if PHP has no ext-curl. */
function hasBodyDump(client: Client, request: ClientRequest): boolean {
  return isAtLeast(client.version, B_FROM) && /;\s*curl\b/i.test(userAgentOf(request));
}

/** True if the origin's own JSON says the reason through A, and A prints it once. */
function isNotice(failure: Failure): boolean {
  if (RETRIED.has(failure.status)) return false;
  const json = jsonObjectOf(failure);
  return json !== null && noticesOf(json).some((text) => saysReason(failure, text));
}

/** What A prints of `json` for certain; empty if that depends on the version, or if Composer would fail. */
function noticesOf(json: Readonly<Record<string, unknown>>): readonly string[] {
  const { warning, info, warnings = [], infos = [] } = json;
  if (!Array.isArray(warnings) || !Array.isArray(infos)) return [];
  if (json["warning-versions"] !== undefined || json["info-versions"] !== undefined) return [];
  const listed: readonly unknown[] = [...warnings, ...infos];
  const spoken = listed.map((item) => (isRecord(item) && item.versions === "*" ? item.message : null));
  const texts = [warning ?? "", info ?? "", ...spoken];
  return texts.every((text) => typeof text === "string") ? texts.filter((text) => text !== "") : [];
}

/** `text` for A: Symfony's formatter leaves an escaped `<` alone, and a final backslash would escape its closing tag. */
function unformatted(text: string): string {
  return text.replace(/<(?=[a-z/])/gi, "\\<").replace(/\\$/, "\\ ");
}

/** The quotes around a JSON string. */
const QUOTES_BYTES = 2;

/** Measures a text by the bytes that it takes in a JSON string, and cuts it between characters. */
const IN_JSON: Measure = { sizeOf: sizeInJson, cut: cutInJson };

function sizeInJson(text: string): number {
  return utf8Length(JSON.stringify(text)) - QUOTES_BYTES;
}

function cutInJson(text: string, maxBytes: number): string {
  if (sizeInJson(text) <= maxBytes) return text;
  let kept = "";
  let bytes = sizeInJson("...");
  for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(text)) {
    bytes += sizeInJson(segment);
    if (bytes > maxBytes) break;
    kept += segment;
  }
  return `${kept.trimEnd()}...`;
}

/** `info` of `packages.json`, which is read once per run; an `info` from the origin comes later and overrides it. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  if (identify(request).name !== "composer" || request.method !== "GET") return null;
  if (answer.status !== 200 || !request.path.endsWith("/packages.json")) return null;
  const line = toLine(text);
  return line === "" ? null : { kind: "json_member", name: "info", value: unformatted(line) };
}
