/**
 * huggingface: the Hugging Face Hub and what serves its API.
 * Channels: huggingface_hub (1.28.0) prints `X-Error-Message` (since 0.11.0; the only channel of a HEAD, with which
 * every download begins), then the body's `error`, `error_description` and `errors[].message`, or a plain text; equal
 * texts once. Most statuses also print the phrase. A 403 prints the header alone, `None` if it is missing.
 * `X-HF-Warning: topic; text` is logged on any answer since 1.2.0, once per topic.
 * Read in huggingface/huggingface_hub:src/huggingface_hub/utils/_http.py, file_download.py, cli/_errors.py.
 * Limits: headers ASCII; JSON that is not an object crashes the client; `X-Error-Code` picks the exception, and the
 * command line then prints its own text, so the origin's code is dropped if the status changes.
 */
import { answerOf, type Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { HEADER_TEXT_MAX_BYTES, PATIENT_WRITE_MS } from "../limits.ts";
import { isPassable } from "../text/passable.ts";
import { cutToBytes, toAscii, toLine } from "../text/text.ts";
import { jsonAsItCame, jsonBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  NoticeForm,
  Operation,
  Spoken,
  SpokenBody,
  SuccessFacts,
  UrlRewriting,
} from "./shared/client.ts";
import { type Coordinates, coordinatesOf, NO_COORDINATES, segmentsOf } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { isOriginsWord, isOwnWord, isRecord, jsonObjectOf } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { headerText, reasonPhrase, retryAfter, sentence } from "./shared/speech.ts";
import { JSON_TYPE, posts } from "./shared/url-rewriting.ts";
import { clientByUserAgent, isAtLeast, type Token } from "./shared/user-agent.ts";

/**
 * Reading: just under the 10 s of huggingface_hub (`HF_HUB_ETAG_TIMEOUT`, `HF_HUB_DOWNLOAD_TIMEOUT`). Publishing: uploads and
 * commits of huggingface_hub 0.x have no limit (utils/_http.py); 1.x not known.
 */
const TIMEOUT_MS = { read: 9_000, write: PATIENT_WRITE_MS };
/** huggingface_hub obeys any number, five times, and reports each wait: five minutes in all with this cap. */
const RETRY_AFTER_MAX_SECONDS = 60;
const WAITS = 5;
/** The first version that reads X-HF-Warning. */
const WARNING_FROM = [1, 2] as const;
/** The client shows each topic once. */
const WARNING_TOPIC = "Registry";
const ERROR_MESSAGE = "x-error-message";

/** The URLs that git-lfs uploads to. */
const REWRITING: UrlRewriting = {
  documents: { requestedBy: posts(/\/info\/lfs\/objects\/batch$/), mediaTypes: JSON_TYPE },
};

/** A repository's files may be pages, and the Hub shows people pages about them. */
const expected = expects({
  reads: [
    [/\/(?:resolve|raw)\//, "content"],
    [/\/api\//, "file"],
  ],
  otherwise: "content",
  writes: "file",
});

const CLIENTS: readonly Token[] = [["hf_hub", "huggingface_hub"]];

/** Templates that few models have (transformers: utils/hub.py, `list_repo_templates`); single files are probed by HEAD. */
const isProbe = asksFor(/\/tree\/[^/]+\/additional_chat_templates$/);

export const huggingface: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates,
  speak,
  notice,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (path.endsWith("/whoami-v2")) return "login";
  if (path.endsWith("/repos/delete") || method === "DELETE") return "delete";
  if (path.includes("/resolve/")) return method === "HEAD" ? "metadata" : "download";
  if (method !== "GET" && method !== "HEAD") {
    return /\/(commit|preupload|repos\/create)(\/|$)/.test(path) ? "publish" : "api";
  }
  if (/\/api\/(models|datasets|spaces)\/?$/.test(path)) return "search";
  return path.includes("/api/") ? "metadata" : "download";
}

/** What follows a repository in a path; with a revision after it, or without one. */
const WITH_REVISION: ReadonlySet<string> = new Set(["resolve", "raw", "blob", "revision", "tree", "commit"]);
const WITHOUT_REVISION: ReadonlySet<string> = new Set([
  "info",
  "refs",
  "preupload",
  "paths-info",
  "discussions",
]);

/** A repository is `name` or `owner/name`; a model's has no kind before it in the paths of files. */
function coordinates(request: ClientRequest): Coordinates {
  const segments = segmentsOf(request);
  const isApi = segments[0] === "api";
  const kind = /^(?:models|datasets|spaces)$/.exec(segments[isApi ? 1 : 0] ?? "")?.[0] ?? "";
  const rest = segments.slice((isApi ? 1 : 0) + (kind === "" ? 0 : 1));
  const end = rest.findIndex((segment) => WITH_REVISION.has(segment) || WITHOUT_REVISION.has(segment));
  if (isApi ? kind === "" : end === -1) return NO_COORDINATES;
  const repository = end === -1 ? rest : rest.slice(0, end);
  if (repository.length < 1 || repository.length > 2) return NO_COORDINATES;
  const name = repository.join("/").replace(/\.git$/, "");
  const revision = WITH_REVISION.has(rest[end] ?? "") ? rest[end + 1] : "";
  return coordinatesOf(kind === "" || kind === "models" ? name : `${kind}/${name}`, revision);
}

function speak(failure: Failure, request: ClientRequest): Spoken {
  const isHub = identify(request).name === "huggingface_hub";
  const said = isHub ? saidToHub(failure, request) : saidToAll(failure);
  // A clean header of the origin's own stays as it came.
  const message = ownHeader(failure) === null ? { [ERROR_MESSAGE]: said.header } : {};
  const isOriginsStatus = answerOf(failure)?.status === failure.status;
  return {
    status: failure.status,
    phrase: isHub ? statusPhrase(failure.status) : reasonPhrase(failure),
    ...said.body,
    headers: {
      ...retryAfter(failure, RETRY_AFTER_MAX_SECONDS, WAITS),
      ...message,
      ...(isOriginsStatus ? {} : { "x-error-code": null }),
    },
  };
}

interface Said {
  readonly header: string | null;
  readonly body: SpokenBody;
}

/** Header and body for a client that prints both: equal, or one of them alone, so that the text is printed once. */
function saidToHub(failure: Failure, request: ClientRequest): Said {
  const given = ownHeader(failure);
  const own = ownTexts(failure);
  if (given !== null) return { header: null, body: own === null ? errorOf(given) : jsonAsItCame(failure) };
  const header = headerText(failure);
  const isOwn = own?.length === 1 && isOwnWord(own[0], failure);
  const text = isOwn ? (own[0] ?? "").trim() : sentence(failure);
  if (header === null || header === text)
    return { header, body: isOwn ? jsonAsItCame(failure) : errorOf(text) };
  // Not ASCII, or too long for a header: the body says it better if the client reads the body alone.
  const needsHeader = request.method === "HEAD" || failure.status === 403;
  if (needsHeader) return { header, body: errorOf(header) };
  return { header: null, body: isOwn ? jsonAsItCame(failure) : errorOf(text) };
}

function saidToAll(failure: Failure): Said {
  const own = ownTexts(failure)?.some((text) => isOwnWord(text, failure)) ?? false;
  return { header: headerText(failure), body: own ? jsonAsItCame(failure) : errorOf(sentence(failure)) };
}

function errorOf(text: string): SpokenBody {
  return jsonBody({ error: text });
}

/** The origin's own message header if it is clean and belongs to this failure; null if ours replaces it. */
function ownHeader(failure: Failure): string | null {
  const header = answerOf(failure)?.headers.get(ERROR_MESSAGE) ?? null;
  if (header === null || !isOriginsWord(failure) || header.length > HEADER_TEXT_MAX_BYTES) return null;
  return header !== "" && toAscii(header) === header && isPassable(header) ? header : null;
}

/** The texts that huggingface_hub reads from the origin's body; null if it is not in that form. */
function ownTexts(failure: Failure): readonly string[] | null {
  const json = jsonObjectOf(failure);
  if (json === null) return null;
  const errors: unknown = json.errors ?? [];
  if (!Array.isArray(errors) || !errors.every(isRecord)) return null;
  const listed = Array.isArray(json.error) ? json.error : [json.error];
  const texts: unknown[] = [...listed, json.error_description, ...errors.map((error) => error.message)];
  const present = texts.filter((text) => text !== undefined && text !== null);
  return present.length > 0 && present.every((text) => typeof text === "string")
    ? [...new Set(present)]
    : null;
}

/** `X-HF-Warning` on any answer that is not an error. */
function notice(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null {
  const { name, version } = identify(request);
  if (name !== "huggingface_hub" || !isAtLeast(version, WARNING_FROM)) return null;
  if (answer.status >= 400 || answer.headers.has("x-hf-warning")) return null;
  const line = cutToBytes(toAscii(toLine(text)), HEADER_TEXT_MAX_BYTES - WARNING_TOPIC.length - 2);
  return line === "" ? null : { kind: "headers", headers: { "x-hf-warning": `${WARNING_TOPIC}; ${line}` } };
}
