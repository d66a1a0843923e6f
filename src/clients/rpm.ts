/**
 * rpm: dnf, dnf 5, microdnf and others that download with librepo; zypper.
 * Channels: none. The terminal shows the status number and the effective URL, which is why `last_resort` may put the
 * text into the path of a redirect (measured with dnf 4.14).
 * zypper (1.14.42, libzypp 17.25.7) shows its own texts and the requested URL, never that of a redirect: no channel.
 * Read in rpm-software-management/librepo: librepo/{downloader,handle,metadata_downloader}.c, openSUSE/libzypp:
 * zypp/zypp/media/MediaCurl.cc, zypp-logic/zypp-curl/ng/network/networkrequesterror.cc.
 * Limits: librepo takes `200` or `206` anywhere in the status line for a success, so a phrase never has them.
 * Every status is retried on the next mirror, 4 rounds by default. Retry-After is not read.
 */

import type { Failure } from "../failure/failure.ts";
import { statusPhrase } from "../failure/status-phrase.ts";
import { PATIENT_WRITE_MS } from "../limits.ts";
import { textBody } from "./shared/body.ts";
import type {
  Client,
  ClientFormat,
  ClientRequest,
  LastResort,
  Operation,
  Spoken,
  UrlRewriting,
} from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { asksFor } from "./shared/probe.ts";
import { reasonPhrase, sentence } from "./shared/speech.ts";
import { reads } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS_WITH_WGET, type Token, userAgentOf } from "./shared/user-agent.ts";

/**
 * Reading: just under librepo's 30 s to connect, or below 1000 B/s (librepo/handle.h.in). Publishing: curl, without a limit.
 */
const TIMEOUT_MS = { read: 29_000, write: PATIENT_WRITE_MS };

/** Packages, whose names may contain `mirrorlist` or `metalink`, and the files whose digests are in repomd.xml. */
const FILES = /\.d?rpm$|\/repodata\/[^/]*$/i;

/** Lists of mirrors; a metalink contains the digest of repomd.xml, not of itself. */
const REWRITING: UrlRewriting = {
  documents: { requestedBy: reads(/(?:mirrorlist|metalink)[^/]*$/i, FILES), mediaTypes: null },
};

const expected = expects({
  reads: [
    [/\/repodata\/[^/]+$|metalink[^/]*$/i, "xml"],
    [/\.d?rpm$|mirrorlist[^/]*$|RPM-GPG-KEY[^/]*$/i, "file"],
  ],
  otherwise: "content",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [
  ["dnf5", "dnf5"],
  ["libdnf5", "dnf5"],
  ["dnf", "dnf"],
  ["librepo", "librepo"],
  ...TOOLS_WITH_WGET,
];

/** `name-version-release.arch.rpm`. */
const PACKAGE_PATHS = [
  /\/(?<name>[^/]+)-(?<version>[^-/]+-[^-/]+)\.[^-./]+\.rpm$/,
  // Gitea.
  /\/package\/(?<name>[^/]+)\/(?<version>[^/]+)\/[^/]+(?:\/[^/]+)?$/,
];

const isOptional = asksFor(/\/repodata\/repomd\.xml\.(?:asc|key)$|\/media\.1\/media$/);

export const rpm: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: REWRITING,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
  lastResort,
};

function identify(request: ClientRequest): Client {
  const userAgent = userAgentOf(request);
  // libdnf: `libdnf/0.70 (Fedora Linux 39; ...)`, older ones `libdnf (Fedora ...)`.
  if (/^libdnf\b/i.test(userAgent)) {
    return { name: "dnf", version: /^libdnf\/([\w.+-]{1,40})/i.exec(userAgent)?.[1] ?? "" };
  }
  // libzypp's version: zypper does not send its own.
  const zypp = /^ZYpp ([\w.+-]{1,40})/.exec(userAgent);
  if (zypp !== null) return { name: "zypper", version: zypp[1] ?? "" };
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  if (request.method === "DELETE") return "delete";
  if (request.method !== "GET" && request.method !== "HEAD") return "publish";
  return /\.d?rpm$/.test(request.path) ? "download" : "metadata";
}

/** zypper requests signature, key and media file of every repository, and does without them. */
function isProbe(request: ClientRequest): boolean {
  return isOptional(request) && identify(request).name === "zypper";
}

function speak(failure: Failure): Spoken {
  const phrase = reasonPhrase(failure);
  const base = {
    status: failure.status,
    phrase: /20[06]/.test(phrase) ? statusPhrase(failure.status) : phrase,
    headers: {},
  };
  return { ...base, ...textBody(failure, `${sentence(failure)}\n`) };
}

/** dnf prints the URL after redirects. Not on a 401, which asks for credentials, and not without a text. */
function lastResort(failure: Failure, request: ClientRequest): LastResort | null {
  const { name } = identify(request);
  const isShown = name === "dnf" || name === "dnf5" || name === "librepo";
  if (!isShown || request.method !== "GET" || failure.status === 401 || failure.reason === null) return null;
  return { kind: "text_in_path" };
}
