/**
 * What every module in `clients/` exports: pure functions over plain data that know how the clients of one package
 * format show an error. No fetch, no env, no Hono.
 */
import type { Failure } from "../../failure/failure.ts";
import type { Coordinates } from "./coordinates.ts";

/** The facts of a request that a client module may look at. */
export interface ClientRequest {
  readonly method: string;
  /** The path below the route's prefix, beginning with `/`, as the client sent it (percent-encoding kept), no query. */
  readonly path: string;
  /** The query string with its `?`, or empty. */
  readonly query: string;
  readonly headers: Headers;
}

/** The program that sent the request, as far as it identifies itself. */
export interface Client {
  /** Lower case, as its users call it: `npm`, `yarn`, `maven`, `docker`; else `unknown`. */
  readonly name: string;
  /** As in its User-Agent, `11.19.1`; empty if unknown. */
  readonly version: string;
}

export type Operation = "metadata" | "download" | "publish" | "delete" | "login" | "search" | "api" | "probe";

/**
 * What a client can use as a success, so that a web page sent in its place is recognized.
 *
 * | expected   | a web page        | XML      | nothing (a GET with 200 and no content) | a redirect to a sign-in page |
 * | `document` | fails             | fails    | fails                                   | fails                        |
 * | `xml`      | fails             | is right | fails                                   | fails                        |
 * | `file`     | fails             | fails    | is right                                | fails                        |
 * | `links`    | is right, unless it asks people to sign in   | | fails                       | fails                        |
 * | `receipt`  | is right, unless it asks people to sign in   | | is right                    | fails                        |
 * | `content`  | is right          | is right | is right                                | fails                        |
 * | `anything` | is right          | is right | is right                                | is right                     |
 *
 * `document`: an index, a packument, anything in JSON or in a text format of its own. `file`: an archive, a signature, an
 * answer that may be empty. `links`: an index in HTML (PEP 503). `receipt`: the answer to a write, which no client reads
 * (Apache's WebDAV sends a page). `content`: bytes that users choose, listings of folders, pages for people. `anything`:
 * nothing is known, or people sign in there.
 */
export type Expected = "document" | "xml" | "file" | "links" | "receipt" | "content" | "anything";

/** An error answer in the client's own form. */
export interface Spoken {
  readonly status: number;
  /** Printable ASCII, one line, never empty. */
  readonly phrase: string;
  /** Media type and parameters, exactly as sent; null for an empty body. */
  readonly contentType: string | null;
  /**
   * Headers to set; null removes the origin's header of that name. All other end-to-end headers of the
   * origin's answer are passed on by the pipeline (WWW-Authenticate, Docker-*, RateLimit-* among them).
   */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly body: string | Uint8Array;
}

/** The body of an answer and its media type. */
export type SpokenBody = Pick<Spoken, "contentType" | "body">;

/** What a client module may look at of a successful answer before a notice is put on it. */
export interface SuccessFacts {
  readonly status: number;
  readonly headers: Headers;
}

/**
 * How a route's notice reaches the user on a successful answer: in headers, or as the first member of a JSON object
 * (streamed, so the body is never buffered).
 */
export type NoticeForm =
  | { readonly kind: "headers"; readonly headers: Readonly<Record<string, string>> }
  | { readonly kind: "json_member"; readonly name: string; readonly value: unknown };

/**
 * What `last_resort = true` sends instead of the answer of `speak`: another answer, or a redirect to a signed path of the
 * gateway that carries the text and answers with the failure's own status.
 */
export type LastResort =
  | { readonly kind: "answer"; readonly spoken: Spoken }
  | { readonly kind: "text_in_path" };

/** One event of a `text/event-stream` (HTML standard 9.2). */
export interface StreamEvent {
  /** Empty if the event has none. */
  readonly name: string;
  readonly data: string;
}

/** What a client has received of the event in which its stream broke off. */
export interface UnfinishedEvent {
  /** The data so far, empty if there is none; null if it was too long to keep. */
  readonly data: string | null;
  /** Which line has no end yet: a data line, any other, or none. */
  readonly line: "data" | "other" | "none";
}

/** An error that an origin sent as an event, as the answer to a call without a stream would have it. */
export interface StreamedError {
  /** 200 if the event does not determine the status that a call would get. */
  readonly status: number;
  /** The answer's JSON. */
  readonly body: string;
}

/**
 * `begun`: an end is still to come. `complete`: all that the user asked for has been sent. `ended`: clients stop reading here.
 */
export type StreamStage = "begun" | "complete" | "ended";

/** A format's event streams, which pass unchanged and are watched. Pure; nothing here may throw. */
export interface EventStream {
  /** The error in this event; null if it is not one. */
  errorIn(event: StreamEvent): StreamedError | null;
  /** How far the stream has come with this event; null if the event does not show it. */
  stageAt(event: StreamEvent): StreamStage | null;
  /** The failure as this client's own error event, after whatever must precede it for the client to read it as one. */
  say(failure: Failure, unfinished: UnfinishedEvent): string;
}

/** Documents with URLs that clients follow, which therefore have to lead to the gateway. */
export interface RewrittenDocuments {
  /** Whether the answer to this request may be such a document; decided before the request is sent. */
  requestedBy(request: ClientRequest): boolean;
  /** The media types of such documents; null if the path alone decides. */
  readonly mediaTypes: RegExp | null;
  /** What comes before a path (`/p2/...`) that clients resolve against the host: a JSON key or an HTML attribute. */
  readonly pathLeads?: readonly string[];
  /** True for clients that know no ETag and send the text of `Last-Modified` back as it is. */
  echoesLastModified?(request: ClientRequest): boolean;
}

/** Where a format's answers contain URLs of the origin that its clients follow. */
export interface UrlRewriting {
  /** Null if no body is rewritten. */
  readonly documents: RewrittenDocuments | null;
  /**
   * Headers with a URL, apart from those of HTTP itself (Location, Content-Location, Link, the realm of a challenge).
   */
  readonly headers?: readonly string[];
  /** URLs in headers are sent as paths: oras-go fails a push whose `Location` names another host or scheme. */
  readonly relative?: true;
}

export interface Timeouts {
  /** Just under the shortest timeout of the clients that read: any later, and the client has gone before the 504. */
  readonly read: number;
  /**
   * For a request with content, from its last byte: just under the longest timeout of the clients that publish. Any earlier,
   * and a package that the origin is about to store would be reported as failed, and the retry hits "already exists".
   */
  readonly write: number;
}

export interface ClientFormat {
  /** How long to wait for an origin's headers by default, in ms. */
  readonly timeoutMs: Timeouts;
  /** Which of the format's answers are rewritten so that their URLs lead to the gateway. */
  readonly rewriting: UrlRewriting;
  identify(request: ClientRequest): Client;
  operation(request: ClientRequest): Operation;
  /** What the client can use as a success: a web page in its place is a failure (the route's `web_pages`). */
  expected(request: ClientRequest): Expected;
  /**
   * Whether this client sends such a request as a matter of course, to learn whether something exists: a 404 is then an
   * answer, not a failure. A HEAD always is a probe and need not be covered. Absent if no other request is.
   */
  isProbe?(request: ClientRequest): boolean;
  /** Which package the request is about: from its path and query alone. Called for failures only. Never throws. */
  coordinates(request: ClientRequest): Coordinates;
  /** The failure in the form and place that this client shows its user. Never throws. */
  speak(failure: Failure, request: ClientRequest): Spoken;
  /** Where this client shows a notice on success; null or absent if it has no such channel or it would do harm. */
  notice?(text: string, request: ClientRequest, answer: SuccessFacts): NoticeForm | null;
  /**
   * Only for routes with `last_resort = true`; null keeps the answer of `speak`. Never for a 401. A format that puts text
   * into a path is listed in `TEXT_IN_PATH` of index.ts.
   */
  lastResort?(failure: Failure, request: ClientRequest): LastResort | null;
  /**
   * True for APIs, whose callers act on the status: a 500 with the code of a caller's mistake gets that mistake's status.
   * Never for packages, whose clients take 404 and 410 for "ask the next repository".
   */
  readonly typedCodesSetStatus?: true;
  /** How this format's event streams are read and ended; absent if its API has none. */
  readonly events?: EventStream;
}
