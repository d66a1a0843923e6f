/**
 * Every number of Outspoken that is not specific to one client (those are in the client's module), each with its
 * unit in the name and its source next to it.
 */

// Reading an origin's error body: bounded in bytes and time.
export const ERROR_BODY_MAX_BYTES = 64 * 1024;
export const ERROR_BODY_MAX_MS = 2_000;

/** Gateways of this kind that one request may pass; more are a loop. A company's, a region's and a vendor's are not. */
export const GATEWAYS_IN_A_ROW_MAX = 3;

/** `ProxyError: ` and an error type of RFC 9209 2.3, the longest of which has 30 letters. */
export const PROXY_ERROR_MAX_BYTES = 100;

/** One read of a client's upload. */
export const UPLOAD_CHUNK_BYTES = 64 * 1024;
/** An origin that takes this long (or `timeout_ms.read`, if longer) over one such part is hung: 2.2 KB a second is slow. */
export const UPLOAD_PART_MIN_MS = 30_000;
/** How long the rest of a refused upload is read from a client that keeps sending before it reads the answer. */
export const UPLOAD_DRAIN_MAX_MS = 2_000;

/**
 * Content that is changed or decoded here is read this far before the headers are sent: content that ends within both
 * bounds is sent with its length, and one that breaks off becomes an error message. Ours; an isolate easily holds a
 * quarter MiB, and clients wait 10 s or longer for headers.
 */
export const READ_AHEAD_MAX_BYTES = 256 * 1024;
export const READ_AHEAD_MAX_MS = 1_000;
/** Size of a read of a body in JavaScript: from min to max, doubled as long as reads come back full. */
export const CONTENT_READ_MIN_BYTES = 8 * 1024;
export const CONTENT_READ_MAX_BYTES = 64 * 1024;
/**
 * How long a possible web page is waited for before it passes unseen, the same as for content that is read ahead; and
 * how many leading blanks of it are read.
 */
export const PAGE_BEGINNING_MAX_MS = READ_AHEAD_MAX_MS;
export const PAGE_BEGINNING_MAX_BYTES = 4 * 1024;
/** Of a page's text that is quoted: leaves room for the rest of the sentence in a phrase. Ours. */
export const WEB_PAGE_WORDS_MAX_CHARACTERS = 200;
/** RFC 1035 2.3.4, less the trailing dot, and a port. */
export const HOST_MAX_CHARACTERS = 253 + ":65535".length;
/** Signed content is recognised within its first bytes: a sigstore bundle has its type after 60, blanks not counted. */
export const BEGINNING_MAX_BYTES = 128;

/** One step of a decoder: deflate expands at most 1,032 times (zlib's technical details), so to 264 KB. */
export const DECODED_PIECE_BYTES = 256;

// Texts for headers and the reason phrase. apt shows 358 bytes of a phrase, NuGetGallery cuts its own at 512.
export const REASON_MAX_CHARACTERS = 2_000;
export const PHRASE_MAX_BYTES = 350;
export const HEADER_TEXT_MAX_BYTES = 1_000;
/** At least this much of a reason (or all of it) precedes help; otherwise help is left out: half a sentence is no use. */
export const REASON_BESIDE_HELP_MIN_BYTES = 40;
/** No language puts more marks than this on one letter (UAX 15 allows 30 in a stream). */
export const COMBINING_MARKS_MAX = 8;

// Hearing: how much of an error is examined, so that no body costs more than its bytes.
/** How much of a reason is searched for a policy, which is named in its first sentences; of a label, less. */
export const POLICY_REASON_MAX_CHARACTERS = 600;
export const POLICY_LABEL_MAX_CHARACTERS = 200;
/** Cleaned before it is cut to `REASON_MAX_CHARACTERS`: room for escape sequences and markup that are removed. */
export const RAW_REASON_MAX_CHARACTERS = 4 * REASON_MAX_CHARACTERS;
/** Further reasons in one answer are left out: nobody reads a 21st. */
export const REASONS_MAX = 20;
/** Nesting of arrays and objects; GitLab's field errors need 3. */
export const JSON_DEPTH_MAX = 6;
/** Members of one object that are examined. */
export const JSON_MEMBERS_MAX = 100;
/** Values of a JSON document that are examined if no known place has a message; an error has tens of them. */
export const JSON_SEARCHED_MAX = 500;
/** JSON, HTML or XML as a string inside JSON, as gateways nest what they received. */
export const NESTED_DOCUMENTS_MAX = 3;
export const PAGE_BLOCKS_MAX = 200;
/** Texts of a page that are compared, lines within a block each; error pages have up to 60. */
export const PAGE_PASSAGES_MAX = 90;
/** All of them together. Ours: an error page has a few thousand; five non-ASCII characters cost a microsecond. */
export const PAGE_PASSAGES_MAX_CHARACTERS = 12_000;
/** Calls of HTMLRewriter's handlers, about 4 microseconds each; an element with its text takes four. */
export const MARKUP_CALLS_MAX = 540;
/** `<` characters that are parsed; error pages of products have 10 to 100. */
export const MARKUP_TAGS_MAX = 1_500;
/** After each batch of this many `<` the number of calls is checked. */
export const MARKUP_PIECE_TAGS = 25;
export const ORIGIN_CODE_MAX_CHARACTERS = 100;
/** Request ids: AWS's x-amz-id-2, the longest known, has 76. */
export const REQUEST_ID_MAX_CHARACTERS = 128;
export const DOCUMENTATION_MAX_CHARACTERS = 500;
/** A wait of more than a year is no answer to "when". */
export const RETRY_AFTER_MAX_SECONDS = 366 * 24 * 3_600;
/**
 * The longest wait that is passed on to a client that sleeps silently and without a limit of its own: it looks hung,
 * and shows the reason only after its last try. Ours; a rate limit of a minute is passed on.
 */
export const SILENT_WAIT_MAX_SECONDS = 60;
/** A longer header of an origin is not passed on with an error: npm's parser gives up at 16 KiB in total. */
export const PASSED_HEADER_MAX_BYTES = 4_096;
/** All of them together: leaves room within those 16 KiB for what Outspoken and the edge add. */
export const PASSED_HEADERS_MAX_BYTES = 10_240;

// Workers Analytics Engine: workerd src/workerd/api/analytics-engine-impl.h.
export const DATA_POINT_INDEX_MAX_BYTES = 96;
export const DATA_POINT_REASON_MAX_BYTES = 512;
export const DATA_POINT_BLOB_MAX_BYTES = 256;

/**
 * Once a request has waited this long, the gateway watches for its client going away. Watching costs about a tenth of a
 * fast request, and a client that leaves sooner need not be counted.
 */
export const WATCH_CLIENT_AFTER_MS = 25;

/** npm's own limit (npm/validate-npm-package-name); no other registry allows longer names. Longer ones are cut. */
export const PACKAGE_NAME_MAX_CHARACTERS = 214;
/** No package's path is longer: a Maven file names group, artifact and version twice. */
export const PACKAGE_PATH_MAX_CHARACTERS = 2_000;

// Configuration.
/** A notice, or the text of a maintenance: what a terminal shows in a few lines. */
export const OPERATOR_TEXT_MAX_CHARACTERS = 500;
export const TIMEOUT_MIN_MS = 1;
/** Cloudflare's edge gives up on an origin after 120 s by default (error 524). */
export const TIMEOUT_MAX_MS = 600_000;
/**
 * How long an upload waits for its origin by default if the publishing clients have no limit (curl, twine): nearly the
 * configurable maximum. For an origin that is proxied by Cloudflare the edge's 524 comes first.
 */
export const PATIENT_WRITE_MS = 595_000;
export const RETRIES_MAX = 5;
/** A single failure is an accident and does not open a breaker. */
export const BREAKER_FAILURES_MIN = 2;
export const BREAKER_FAILURES_MAX = 1_000;
/** Ours: an origin that is back is noticed within an hour whatever is configured. */
export const BREAKER_OPEN_MAX_SECONDS = 3_600;
/**
 * The longest wait a client is given while a breaker is open: it is a guess, and `curl --retry` and the TypeScript SDKs of
 * OpenAI and Anthropic sleep as long as they are told.
 */
export const BREAKER_RETRY_AFTER_MAX_SECONDS = 60;
/** Of a text of `HELP`: what fits in a reason phrase along with a reason. */
export const HELP_MAX_BYTES = 300;
export const ROUTES_MAX = 500;
/** Of `ALERTS`. Ours; nobody reads a longer list. */
export const ALERTS_MAX = 50;
export const ALERT_COUNT_MAX = 1_000_000_000;
/** A day: longer ones would overlap with the previous day, which they are compared with. */
export const ALERT_MINUTES_MAX = 1_440;
export const ALERT_TIMES_MAX = 1_000;
/** The defaults of `minutes`: normally, and when compared with the same hour of yesterday. */
export const ALERT_MINUTES = 10;
export const ALERT_COMPARED_MINUTES = 60;

/** How long a value from a Secrets Store is cached; a rotated one is in use everywhere after that. Ours. */
export const STORED_SECRET_HELD_MS = 60_000;
/** The longest a request waits for one, as for a switch. */
export const STORED_SECRET_WAIT_MAX_MS = 1_000;

/** 19^10 references: a chance of one in a million that two of 3,500 failures share one. */
export const REFERENCE_LETTERS = 10;

// The last resort that carries a text in a path: bun and dnf print the whole URL in one line.
export const PATH_TEXT_MAX_CHARACTERS = 160;
/** 64 bits of HMAC-SHA-256: guessing one costs a request each. */
export const PATH_SIGNATURE_HEX_DIGITS = 16;
