/**
 * Known answers that show `npm run doctor` which channels arrive through the edge. Each uses one channel as refusals do:
 * same statuses, same headers, never stored or transformed. Pure.
 */
import { HEADER_TEXT_MAX_BYTES, PHRASE_MAX_BYTES } from "../limits.ts";

/** On every known answer, with the name of its channel; an answer without it is not the gateway's. */
export const SELFTEST_HEADER = "x-outspoken-selftest";

export const SELFTEST_PATH = "/-/outspoken/selftest/";

export interface KnownAnswer {
  readonly status: number;
  /** Null for the standard one. */
  readonly phrase: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Statuses whose bodies an edge is known to replace, and some whose bodies it should not. */
export const STATUSES = [403, 404, 429, 500, 502, 503, 504] as const;

/** Content types that clients compare literally, and a text that no edge may compress. */
export const TYPES: Readonly<Record<string, string>> = {
  problem: "application/problem+json",
  json: "application/json",
  text: "text/plain; charset=utf-8",
  hex: "application/vnd.hex+erlang",
  lfs: "application/vnd.git-lfs+json",
  pub: "application/vnd.pub.v2+json",
};

/** What an npm client sends for a scoped package; `/selftest/path/` shows how it arrives. */
export const SCOPED_PATH = "path/@scope%2fname";

const JSON_TYPE = "application/json";

/** Beyond ASCII, to reveal a body that was transcoded. */
const SAYS = "Outspoken self-test: what stands here is read by the client. – ä ö ü é ✓";

/** With the punctuation that header texts have, at the maximum length. */
const HEADER_TEXT = filled("Outspoken self-test: it's 100%, a=b; and so on. ", HEADER_TEXT_MAX_BYTES);

/** The known answers by the name of their channel. */
export const KNOWN_ANSWERS: ReadonlyMap<string, KnownAnswer> = new Map<string, KnownAnswer>([
  ["ready", answer(200, "text/plain; charset=utf-8", SAYS)],
  ...STATUSES.map((status) => [`status-${status}`, answer(status, JSON_TYPE, json(status))] as const),
  [
    "phrase",
    {
      ...answer(403, JSON_TYPE, json(403)),
      phrase: filled("Outspoken self-test: this is the reason phrase, read to its end. ", PHRASE_MAX_BYTES),
    },
  ],
  [
    "header-text",
    answer(403, JSON_TYPE, json(403), {
      "npm-notice": HEADER_TEXT,
      "X-Error-Message": HEADER_TEXT,
      "X-NuGet-Warning": HEADER_TEXT,
      "X-Hex-Message": `"${HEADER_TEXT}";level=warn`,
      Warning: `299 - "${HEADER_TEXT}"`,
    }),
  ],
  ["retry-after", answer(429, JSON_TYPE, json(429), { "Retry-After": "7" })],
  // Long enough to be compressed, with a status and type that Cloudflare compresses.
  ["length", answer(404, "text/plain; charset=utf-8", filled(`${SAYS}\n`, 8_192))],
  ...Object.entries(TYPES).map(([name, type]) => [`type-${name}`, answer(403, type, json(403))] as const),
  [
    "challenge",
    answer(401, JSON_TYPE, json(401), {
      "WWW-Authenticate":
        'Bearer realm="https://packages.example/jwt/auth",service="self-test",scope="repository:a/b:pull", Basic realm="Outspoken self-test"',
    }),
  ],
]);

/** In: the path of a request, as it arrived. Out: its known answer, or null. */
export function selftest(path: string): Response | null {
  if (!path.startsWith(SELFTEST_PATH)) return null;
  const channel = path.slice(SELFTEST_PATH.length);
  if (channel.startsWith("path/")) return response("path", pathAnswer(channel));
  const known = KNOWN_ANSWERS.get(channel);
  return known === undefined ? null : response(channel, known);
}

/** The path as it reached the Worker; only a plain one is echoed. */
function pathAnswer(channel: string): KnownAnswer {
  const isPlain = /^[\w@%./~+-]{1,200}$/.test(channel);
  return answer(200, "text/plain; charset=utf-8", isPlain ? channel : "path/?");
}

function response(channel: string, { status, phrase, headers, body }: KnownAnswer): Response {
  const bytes = new TextEncoder().encode(body);
  return new Response(bytes, {
    status,
    ...(phrase === null ? {} : { statusText: phrase }),
    headers: {
      ...headers,
      "cache-control": "no-store, no-transform",
      "content-length": String(bytes.length),
      [SELFTEST_HEADER]: channel,
    },
  });
}

function answer(
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): KnownAnswer {
  return { status, phrase: null, headers: { ...headers, "content-type": contentType }, body };
}

function json(status: number): string {
  return JSON.stringify({ status, error: SAYS, message: SAYS });
}

/** The text repeated to exactly that many characters, with no space at its end. */
function filled(text: string, characters: number): string {
  return `${text.repeat(Math.ceil(characters / text.length)).slice(0, characters - 1)}.`;
}
