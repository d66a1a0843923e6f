/**
 * swift: Swift package registries (SE-0292).
 * | client (read at)         | shows                                                                              |
 * | SwiftPM from 5.8 (6.5)   | problem+json `detail`: "server error 403: TEXT"; never the phrase                  |
 * |                          | nothing of a 404 on a read, nor for an archive before the snapshots of 2026-07-23  |
 * Read in swiftlang/swift-package-manager at 2026-08-21: Sources/PackageRegistry/RegistryClient.swift,
 * Sources/Basics/HTTPClient.
 * Limits: `detail` is read only with `Content-Version: 1` and a Content-Type that is `application/problem+json`, in
 * lower case, alone or before a semicolon; without it a 401, 403 or 501 has a fixed text, and every other status shows
 * the raw body. 404 means "no such package", 404 and 501 "not available". Nothing is retried; Retry-After is not read.
 */
import type { Failure } from "../failure/failure.ts";
import { problem } from "./generic/generic.ts";
import type { Client, ClientFormat, ClientRequest, Operation, Spoken } from "./shared/client.ts";
import { coordinatesByPath } from "./shared/coordinates.ts";
import { expects } from "./shared/expected.ts";
import { jsonObjectOf, originContentType, saysReason } from "./shared/origin-words.ts";
import { asksFor } from "./shared/probe.ts";
import { originBody, PROBLEM_JSON, reasonPhrase, sentence } from "./shared/speech.ts";
import { HEADERS_ONLY } from "./shared/url-rewriting.ts";
import { clientByUserAgent, TOOLS, type Token } from "./shared/user-agent.ts";

/** Just under the 60 s of URLSession, `package-registry publish` included; SwiftPM sets no timeout. */
const TIMEOUT_MS = { read: 59_000, write: 59_000 };

/** Sources/PackageRegistry/RegistryClient.swift: the version of the specification that SwiftPM speaks. */
const CONTENT_VERSION = "1";

/** SwiftPM reads only the status of `/availability` and `/login`. */
const expected = expects({
  reads: [
    [/^\/$/, "content"],
    [/\.zip$|\/Package\.swift$|\/availability$/, "file"],
  ],
  otherwise: "document",
  writes: "receipt",
});

const CLIENTS: readonly Token[] = [["swiftpackagemanager", "swift"], ...TOOLS];

/** `scope.name` (Documentation/PackageRegistry/Registry.md). */
const PACKAGE_PATHS = [
  /^\/(?<group>[\w-]+)\/(?<name>[\w-]+)(?:\.json)?(?:\/(?<version>\d[^/]*?)(?:\.zip|\.json|\/Package\.swift)?)?$/,
];

/** Looks up the packages of a repository's URL: a 404 is the empty set. */
const isProbe = asksFor(/^\/identifiers$/);

export const swift: ClientFormat = {
  timeoutMs: TIMEOUT_MS,
  rewriting: HEADERS_ONLY,
  identify,
  operation,
  isProbe,
  expected,
  coordinates: coordinatesByPath(...PACKAGE_PATHS),
  speak,
};

function identify(request: ClientRequest): Client {
  return clientByUserAgent(request, CLIENTS);
}

function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (method === "PUT") return "publish";
  if (method === "DELETE") return "delete";
  if (path.endsWith("/login")) return "login";
  if (method === "HEAD" || path.endsWith("/availability")) return "probe";
  if (path.endsWith("/identifiers")) return "search";
  return path.endsWith(".zip") ? "download" : "metadata";
}

function speak(failure: Failure): Spoken {
  const spoken = {
    status: failure.status,
    phrase: reasonPhrase(failure),
    headers: { "content-version": CONTENT_VERSION },
  };
  if (isProblem(failure)) {
    const type = originContentType(failure);
    const contentType = type.startsWith(`${PROBLEM_JSON};`) ? type : PROBLEM_JSON;
    return { ...spoken, contentType, body: originBody(failure) };
  }
  // Always with a detail: without one SwiftPM prints the JSON.
  const body = JSON.stringify({ ...problem(failure), detail: sentence(failure) });
  return { ...spoken, contentType: PROBLEM_JSON, body };
}

/** True if the origin's body is JSON whose `detail` says the reason. */
function isProblem(failure: Failure): boolean {
  const detail = jsonObjectOf(failure)?.detail;
  return typeof detail === "string" && detail.trim() !== "" && saysReason(failure, detail);
}
