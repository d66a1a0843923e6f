/**
 * Every number of Outspoken that is not a client's own (those stand in the client's module), each with its
 * unit in the name and its source beside it.
 */

// Reading an origin's error body: bounded in bytes and time.
export const ERROR_BODY_MAX_BYTES = 64 * 1024;
export const ERROR_BODY_MAX_MS = 2_000;

/** Gateways of this kind on the way of one request; more are a loop. A company's own, a region's and a vendor's are not. */
export const GATEWAYS_IN_A_ROW_MAX = 3;

/** `ProxyError: ` and an error type of RFC 9209 2.3, the longest of which has 30 letters. */
export const PROXY_ERROR_MAX_BYTES = 100;

/** One read of a client's upload. */
export const UPLOAD_CHUNK_BYTES = 64 * 1024;
/** An origin that takes this long over one such part, or `timeout_ms.read` if that is longer, is hung: 2.2 KB a second are not. */
export const UPLOAD_PART_MIN_MS = 30_000;
/** How long the rest of a refused upload is taken from a client that goes on sending before it reads. */
export const UPLOAD_DRAIN_MAX_MS = 2_000;

/**
 * Content that is changed or decoded here is read this far before the headers go: what ends within both bounds is sent
 * with its length, and one that breaks off is said in words. Ours; a quarter MiB is no matter for an isolate, and a
 * second more none for clients that wait 10 s or longer for headers.
 */
export const READ_AHEAD_MAX_BYTES = 256 * 1024;
export const READ_AHEAD_MAX_MS = 1_000;
/** Reads of a body in JavaScript: from the one to the other, doubled as long as there is more. */
export const CONTENT_READ_MIN_BYTES = 8 * 1024;
export const CONTENT_READ_MAX_BYTES = 64 * 1024;
/**
 * What may be a web page instead of a package is waited for so long before it passes unseen, as long as content that
 * is read ahead; and so many blanks of it are read.
 */
export const PAGE_BEGINNING_MAX_MS = READ_AHEAD_MAX_MS;
export const PAGE_BEGINNING_MAX_BYTES = 4 * 1024;
/** Of what a page says: room for the rest of the sentence in a phrase. Ours. */
export const WEB_PAGE_WORDS_MAX_CHARACTERS = 200;
/** RFC 1035 2.3.4, less the trailing dot, and a port. */
export const HOST_MAX_CHARACTERS = 253 + ":65535".length;
/** By so much of its beginning signed content is known: a sigstore bundle tells its type after 60 bytes, blanks apart. */
export const BEGINNING_MAX_BYTES = 128;

/** One step of a decoder: deflate grows at most 1,032 times (zlib's technical details), so to 264 KB. */
export const DECODED_PIECE_BYTES = 256;

// Texts for headers and the reason phrase. apt shows 358 bytes of a phrase, NuGetGallery cuts its own at 512.
export const REASON_MAX_CHARACTERS = 2_000;
export const PHRASE_MAX_BYTES = 350;
export const HEADER_TEXT_MAX_BYTES = 1_000;
/** Beside help there is at least so much of a reason, or all of it; else the help is left out: a half sentence says nothing. */
export const REASON_BESIDE_HELP_MIN_BYTES = 40;
/** More marks than this on one letter are no spelling of any language (UAX 15 allows 30 in a stream). */
export const COMBINING_MARKS_MAX = 8;

// Hearing: how much of an error is looked at, so that no body costs more than its bytes.
/** So much of a reason is searched for a policy, which is named in its first sentences; of a label, less. */
export const POLICY_REASON_MAX_CHARACTERS = 600;
export const POLICY_LABEL_MAX_CHARACTERS = 200;
/** Cleaned before it is cut to `REASON_MAX_CHARACTERS`: room for escape sequences and markup that go. */
export const RAW_REASON_MAX_CHARACTERS = 4 * REASON_MAX_CHARACTERS;
/** Further reasons of one answer are left out: nobody reads a 21st. */
export const REASONS_MAX = 20;
/** Arrays and objects inside one another; GitLab's field errors need 3. */
export const JSON_DEPTH_MAX = 6;
/** Members of one object that are looked at. */
export const JSON_MEMBERS_MAX = 100;
/** Values in a JSON document that are looked at where no known place has words; an error has tens of them. */
export const JSON_SEARCHED_MAX = 500;
/** JSON, HTML or XML as a string inside JSON, as gateways nest what they got. */
export const NESTED_DOCUMENTS_MAX = 3;
export const PAGE_BLOCKS_MAX = 200;
/** Texts of a page that are compared, lines within a block each; error pages have up to 60. */
export const PAGE_PASSAGES_MAX = 90;
/** All of them together. Ours: an error page has a few thousand; five characters that are not ASCII cost a microsecond. */
export const PAGE_PASSAGES_MAX_CHARACTERS = 12_000;
/** Calls of HTMLRewriter's handlers, about 4 microseconds each; an element with its text takes four. */
export const MARKUP_CALLS_MAX = 540;
/** Signs `<` that are parsed; error pages of products have 10 to 100. */
export const MARKUP_TAGS_MAX = 1_500;
/** After so many `<` it is seen whether there were calls enough. */
export const MARKUP_PIECE_TAGS = 25;
export const ORIGIN_CODE_MAX_CHARACTERS = 100;
/** Request ids: AWS's x-amz-id-2, the longest known, has 76. */
export const REQUEST_ID_MAX_CHARACTERS = 128;
export const DOCUMENTATION_MAX_CHARACTERS = 500;
/** A wait beyond a year is no answer to "when". */
export const RETRY_AFTER_MAX_SECONDS = 366 * 24 * 3_600;
/**
 * The longest wait that is passed on to a client that sleeps it without a word and without a bound of its own: it looks
 * hung, and the reason comes only behind the last of its tries. Ours; a rate limit of a minute is kept.
 */
export const SILENT_WAIT_MAX_SECONDS = 60;
/** An origin's header that is longer than this is not passed on with an error: npm's parser gives up at 16 KiB in all. */
export const PASSED_HEADER_MAX_BYTES = 4_096;
/** All of them together: room for what Outspoken and the edge add stays below those 16 KiB. */
export const PASSED_HEADERS_MAX_BYTES = 10_240;

// Workers Analytics Engine: workerd src/workerd/api/analytics-engine-impl.h.
export const DATA_POINT_INDEX_MAX_BYTES = 96;
export const DATA_POINT_REASON_MAX_BYTES = 512;
export const DATA_POINT_BLOB_MAX_BYTES = 256;

/**
 * A request that has waited this long is watched for its client going away. Watching costs about a tenth of a fast
 * request, and nobody misses the count of a client that left within a blink.
 */
export const WATCH_CLIENT_AFTER_MS = 25;

/** npm's own bound (npm/validate-npm-package-name), and no other registry's names are longer. What is longer is cut. */
export const PACKAGE_NAME_MAX_CHARACTERS = 214;
/** A path beyond this is no package's: a Maven file names group, artifact and version twice. */
export const PACKAGE_PATH_MAX_CHARACTERS = 2_000;

// Configuration.
/** A notice, or the words of a maintenance: what a terminal shows in a few lines. */
export const OPERATOR_TEXT_MAX_CHARACTERS = 500;
export const TIMEOUT_MIN_MS = 1;
/** Cloudflare's edge gives up on an origin after 120 s by default (error 524). */
export const TIMEOUT_MAX_MS = 600_000;
/**
 * What an upload waits for its origin by default where clients that publish know no limit (curl, twine): nearly all that
 * may be configured. For an origin that is proxied by Cloudflare the edge's 524 comes first.
 */
export const PATIENT_WRITE_MS = 595_000;
export const RETRIES_MAX = 5;
/** One failure is an accident and opens no breaker. */
export const BREAKER_FAILURES_MIN = 2;
export const BREAKER_FAILURES_MAX = 1_000;
/** Ours: an origin that is back is noticed within the hour whatever is configured. */
export const BREAKER_OPEN_MAX_SECONDS = 3_600;
/**
 * What a client is told to wait at most while a breaker is open: it is a guess, and `curl --retry` and the SDKs of OpenAI and
 * Anthropic for TypeScript sleep as long as they are told.
 */
export const BREAKER_RETRY_AFTER_MAX_SECONDS = 60;
/** Of a text of `HELP`: what fits a reason phrase beside a reason. */
export const HELP_MAX_BYTES = 300;
export const ROUTES_MAX = 500;
/** Of `ALERTS`. Ours; more are a list that nobody reads. */
export const ALERTS_MAX = 50;
export const ALERT_COUNT_MAX = 1_000_000_000;
/** A day: longer ones would overlap with the day before that they are compared with. */
export const ALERT_MINUTES_MAX = 1_440;
export const ALERT_TIMES_MAX = 1_000;
/** Where `minutes` is absent; and where the same hour of yesterday is compared. */
export const ALERT_MINUTES = 10;
export const ALERT_COMPARED_MINUTES = 60;

/** How long a value from a Secrets Store is held; a rotated one is in use everywhere after that. Ours. */
export const STORED_SECRET_HELD_MS = 60_000;
/** The longest that a request waits for one, as for a switch. */
export const STORED_SECRET_WAIT_MAX_MS = 1_000;

/** 19^10 references: a chance of one in a million that two of 3,500 failures share one. */
export const REFERENCE_LETTERS = 10;

// The last resort that carries a text in a path: bun and dnf print the whole URL in one line.
export const PATH_TEXT_MAX_CHARACTERS = 160;
/** 64 bits of HMAC-SHA-256: guessing one costs a request each. */
export const PATH_SIGNATURE_HEX_DIGITS = 16;
