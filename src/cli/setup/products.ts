/**
 * By what a registry shows which product it is: one request each, and what in its answer no other product has. Pure.
 */
import type { PresetName } from "../../config/presets/index.ts";
import { parseJson } from "../../text/json.ts";

export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface Sign {
  readonly preset: PresetName;
  /** Below the registry's URL. */
  readonly path: string;
  isShownBy(answer: Shown): boolean;
}

/** In this order: Forgejo answers Gitea's question too. */
export const SIGNS: readonly Sign[] = [
  { preset: "gitlab", path: "/api/v4/version", isShownBy: ({ headers }) => headers.has("x-gitlab-meta") },
  {
    preset: "artifactory",
    path: "/artifactory/api/system/ping",
    isShownBy: ({ headers }) =>
      headers.has("x-jfrog-version") || headers.has("x-artifactory-id") || isServer(headers, "Artifactory"),
  },
  {
    preset: "nexus",
    path: "/service/rest/v1/status",
    isShownBy: ({ headers }) => isServer(headers, "Nexus"),
  },
  {
    preset: "harbor",
    path: "/api/v2.0/ping",
    isShownBy: ({ status, body }) => status === 200 && body.trim() === "Pong",
  },
  { preset: "forgejo", path: "/api/forgejo/v1/version", isShownBy: hasVersion },
  { preset: "gitea", path: "/api/v1/version", isShownBy: hasVersion },
  {
    preset: "verdaccio",
    path: "/-/ping",
    isShownBy: ({ headers }) => (headers.get("x-powered-by") ?? "").startsWith("verdaccio"),
  },
  { preset: "github", path: "/", isShownBy: ({ headers }) => headers.has("x-github-request-id") },
];

/** Products whose hosts are all in one domain. */
export function productOfHost(host: string): PresetName | null {
  if (/\.d\.codeartifact\.[a-z0-9-]+\.amazonaws\.com$/.test(host)) return "codeartifact";
  return /(?:^|\.)cloudsmith\.(?:io|com)$/.test(host) ? "cloudsmith" : null;
}

function isServer(headers: Headers, name: string): boolean {
  return (headers.get("server") ?? "").startsWith(`${name}/`);
}

function hasVersion({ status, body }: Shown): boolean {
  const answer = parseJson(body);
  return status === 200 && typeof answer === "object" && answer !== null && "version" in answer;
}
