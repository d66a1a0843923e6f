/** What the origin of the measurements answers: fixed bytes, chosen by the path alone. */

export interface FixedAnswer {
  readonly name: string;
  /** A pattern for the path that nginx and JavaScript read alike. */
  readonly path: string;
  readonly status: 200 | 403;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In: the origin's own URL. */
  readonly body: (origin: string) => Uint8Array;
}

const SMALL_BYTES = 200;
const METADATA_BYTES = 80 * 1024;
const TARBALL_BYTES = 50 * 1024 * 1024;
/** The approximate size of one version in a packument. */
const VERSION_BYTES = 600;

/** As registries send them with any answer. */
const USUAL = {
  "Cache-Control": "private, max-age=60",
  Vary: "Accept",
  "X-Content-Type-Options": "nosniff",
  "X-Request-Id": "01J8ZK3V5N6Q7R8S9T0A1B2C3D",
};

/** The headers that GitLab sends with a refusal: each costs a Worker that copies them. */
const GITLAB = {
  "Cache-Control": "no-cache",
  "Content-Security-Policy": "default-src 'none'",
  Nel: '{"max_age": 0}',
  Vary: "Origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "X-Gitlab-Meta": '{"correlation_id":"01J8ZK3V5N6Q7R8S9T0A1B2C3D","version":"1"}',
  "X-Request-Id": "01J8ZK3V5N6Q7R8S9T0A1B2C3D",
  "X-Runtime": "0.043371",
  "Strict-Transport-Security": "max-age=63072000",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "RateLimit-Limit": "2000",
  "RateLimit-Observed": "12",
  "RateLimit-Remaining": "1988",
};

export const ANSWERS: readonly FixedAnswer[] = [
  {
    name: "refusal",
    path: "protected",
    status: 403,
    contentType: "application/json",
    headers: GITLAB,
    body: () => bytesOf('{"message":"403 Forbidden - Package protected."}'),
  },
  {
    name: "small",
    path: "dist-tags$|\\.sha1$",
    status: 200,
    contentType: "application/json",
    headers: USUAL,
    body: () => bytesOf(`{"latest":"1.0.0","next":"${"x".repeat(SMALL_BYTES - 31)}"}`),
  },
  {
    name: "tarball",
    path: "\\.tgz$|\\.jar$",
    status: 200,
    contentType: "application/octet-stream",
    headers: USUAL,
    body: () => new Uint8Array(TARBALL_BYTES).map((_, index) => (index * 31) >> 3),
  },
  {
    name: "metadata",
    path: "left-pad$|maven-metadata\\.xml$",
    status: 200,
    contentType: "application/json",
    headers: USUAL,
    body: (origin) => bytesOf(packument(origin)),
  },
];

function packument(origin: string): string {
  const versions: Record<string, object> = {};
  for (let index = 0; index * VERSION_BYTES < METADATA_BYTES; index += 1) {
    const version = `1.0.${index}`;
    const tarball = `${origin}/left-pad/-/left-pad-${version}.tgz`;
    const described = { name: "left-pad", version, dist: { tarball, integrity: "sha512-" }, description: "" };
    described.description = "d".repeat(
      Math.max(VERSION_BYTES - JSON.stringify(described).length - version.length - 5, 0),
    );
    versions[version] = described;
  }
  return JSON.stringify({ name: "left-pad", "dist-tags": { latest: "1.0.0" }, versions });
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
