/**
 * Which program sent a request to a Python package index, and what for. Pure.
 * User-Agents and Accept headers were read in pypa/pip:src/pip/_internal/index/collector.py,
 * astral-sh/uv:crates/uv-client, pypa/twine:twine/repository.py, python-poetry/poetry:utils/authenticator.py,
 * pdm-project/pdm:models/session.py, pypa/hatch:index/core.py.
 */
import type { Client, ClientRequest, Operation } from "../shared/client.ts";
import { clientByPattern } from "../shared/user-agent.ts";

/** At the start only: pip and uv add JSON after their name, which users can extend. */
const USER_AGENT = /^(pip|uv|twine|poetry|pdm|hatch)\/([0-9][0-9A-Za-z.+-]{0,39})/i;

/** The program that sent the request, by its User-Agent. */
export function identify(request: ClientRequest): Client {
  return clientByPattern(request, USER_AGENT);
}

/** What the request is for, from method, path and Accept. */
export function operation(request: ClientRequest): Operation {
  const { method, path } = request;
  if (path.includes("/_/oidc/")) return "login";
  if (method === "DELETE") return "delete";
  if (isUpload(request)) {
    const isXmlRpc = (request.headers.get("content-type") ?? "").startsWith("text/xml");
    return isXmlRpc ? "search" : "publish";
  }
  if (path === "/") return "probe";
  const isMetadata = isIndexPage(request) || /\/$|\/json$|\.metadata$/.test(path);
  return isMetadata ? "metadata" : "download";
}

/** True if a page of links is requested (PEP 503, PEP 691), by the Accept header of pip, uv, Poetry and PDM. */
export function isIndexPage(request: ClientRequest): boolean {
  const accept = (request.headers.get("accept") ?? "").toLowerCase();
  return accept.includes("application/vnd.pypi.simple.v1+") || accept.startsWith("text/html");
}

/** True for anything but reading. */
export function isUpload(request: ClientRequest): boolean {
  return request.method !== "GET" && request.method !== "HEAD";
}
